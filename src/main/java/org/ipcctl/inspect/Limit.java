package org.ipcctl.inspect;

import java.util.Locale;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.ResourceLimit;
import org.ipcctl.kernel.Sysctl;

/**
 * A limit of the kernel's that a mechanism runs into. The mechanism's class of facts tells them, and a line in
 * {@link org.ipcctl.host.Limits} has them listed.
 *
 * @param name   as manual pages have it
 * @param holder what it is the limit of, as a queue, a user, the host
 * @param unit   what is counted
 * @param value  {@link #UNKNOWN} where the kernel does not say, {@link #NONE} where there is no limit
 * @param used   how much of it is in use now; {@link #UNKNOWN} where the kernel does not say
 * @param unseen why more may be in use, or it is not known how much is, as a clause; null where all that can be is
 * known
 * @param error  the name of the error where it is hit; null where the kernel then gives less, without one
 * @param exempt the capability that does not heed it, or null
 * @param raise  how to have twice as much
 */
public record Limit(String name, String holder, Unit unit, long value, long used, String unseen, String error,
                    String exempt, Raise raise) {
    public static final long UNKNOWN = -1;
    public static final long NONE = Long.MAX_VALUE;

    /** What is counted. */
    public enum Unit {
        BYTES, PAGES, MESSAGES, QUEUES, SETS, SEMAPHORES, OPERATIONS, SEGMENTS, INODES, CONNECTIONS, DESCRIPTORS, FILES,
        THREADS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of which only its value is known. */
    public static Limit of(String name, String holder, Unit unit, long value, String error) {
        return new Limit(name, holder, unit, value, UNKNOWN, null, error, null, Raise.NONE);
    }

    /**
     * A sysctl.
     *
     * @param sysctl    as sysctl(8) takes it, {@code fs.mqueue.msg_max}
     * @param most      the highest that the kernel takes
     * @param contained whether it belongs to a name space
     */
    public static Limit sysctl(String name, String sysctl, String holder, Unit unit, String error, long most,
                               boolean contained) {
        long value = Sysctl.number(sysctl.replace('.', '/')).orElse(UNKNOWN);
        Limit limit = of(name, holder, unit, value, error);
        return value < 0 || value >= most ? limit
                : limit.raisedBy(Raise.bySysctl(sysctl, Math.min(twice(value), most), contained));
    }

    /** One of this process's own. */
    public static Limit resource(ResourceLimit resource, String holder, Unit unit, String error) {
        ResourceLimit.Bounds bounds = resource.bounds();
        Limit limit = of(resource.toString(), holder, unit, bounds.soft(), error);
        return bounds.soft() == NONE ? limit
                : limit.raisedBy(Raise.byResource(resource, twice(bounds.soft()), bounds.hard()));
    }

    /** What it is raised to: twice as much, and more than nothing. */
    public static long twice(long value) {
        return 2 * Math.min(Math.max(value, 1), Long.MAX_VALUE / 4);
    }

    /** The same where 0 stands for no limit. */
    public Limit unlimitedByZero() {
        return value == 0 ? of(name, holder, unit, NONE, error).exempting(exempt) : this;
    }

    public Limit using(long amount) {
        return new Limit(name, holder, unit, value, amount, unseen, error, exempt, raise);
    }

    /** @param why a clause, or null where nothing is unseen */
    public Limit unseen(String why) {
        return new Limit(name, holder, unit, value, used, why, error, exempt, raise);
    }

    public Limit exempting(String capability) {
        return new Limit(name, holder, unit, value, used, unseen, error, capability, raise);
    }

    public Limit raisedBy(Raise way) {
        return new Limit(name, holder, unit, value, used, unseen, error, exempt, way);
    }

    /** Of the value, what is in use; null where either is unknown, or there is no limit. */
    public Double usedPercent() {
        return used < 0 || value <= 0 || value == NONE ? null
                : Double.valueOf(Math.round(1000.0 * used / value) / 10.0);
    }
}
