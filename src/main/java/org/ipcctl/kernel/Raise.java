package org.ipcctl.kernel;

/**
 * How a limit is raised: by a command now, and by a line of a file for good; null where there is no such way.
 *
 * @param now     a command for a shell, all but {@code ulimit} for root's
 * @param sysctlD a line for a file in /etc/sysctl.d: sysctl.d(5)
 * @param limitsD a line for a file in /etc/security/limits.d: limits.conf(5)
 * @param fstab   a line for /etc/fstab: fstab(5)
 * @param systemd a line for the {@code [Service]} section of a unit: systemd.exec(5)
 * @param docker  an option of {@code docker run}
 */
public record Raise(String now, String sysctlD, String limitsD, String fstab, String systemd, String docker) {
    /** Where nobody knows, or nothing can. */
    public static final Raise NONE = new Raise(null, null, null, null, null, null);

    /** The command that sets the sysctl {@code name}, as {@code fs.pipe-max-size}. */
    public static String sysctl(String name, long value) {
        return "sysctl -w " + name + "=" + value;
    }

    /** The command that gives the tmpfs at {@code path} another {@code option}. */
    public static String remount(String path, String option, long value) {
        return "mount -o remount," + option + "=" + value + " " + path;
    }

    /** @param contained whether it belongs to a name space of a container, so that docker may set it */
    public static Raise bySysctl(String name, long value, boolean contained) {
        return new Raise(sysctl(name, value), name + " = " + value, null, null, null,
                contained ? "--sysctl " + name + "=" + value : null);
    }

    public static Raise byResource(ResourceLimit resource, long value, long hard) {
        return new Raise(resource.raise(value, hard), null,
                Users.user(Users.effectiveUser()) + " - " + resource.word() + " " + value, null,
                "Limit" + resource.name() + "=" + value, "--ulimit " + resource.word() + "=" + value);
    }

    /** @param docker its option for that, null where it has none */
    public static Raise byMount(String path, String option, long value, String docker) {
        return new Raise(remount(path, option, value), null, null,
                "tmpfs " + path + " tmpfs rw,nosuid,nodev," + option + "=" + value + " 0 0", null,
                docker == null ? null : docker + "=" + value);
    }
}
