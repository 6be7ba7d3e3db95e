package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs in a process, as /proc tells this user. See {@code proc(5)}. */
public final class ProcessNames {
    /**
     * Real, effective, saved, and that of the file system; the name of the program, which precedes it, has no newline
     * there.
     */
    private static final Pattern UID = Pattern.compile("\nUid:\t\\d+\t(\\d+)");

    private ProcessNames() {}

    /**
     * Its command line, arguments separated by spaces; the short name where it has none; null where it is gone or
     * hidden.
     */
    public static String commandLine(long pid) {
        byte[] raw = read(pid, "cmdline");
        if (raw == null || raw.length == 0) {
            return shortName(pid);
        }
        int end = raw.length;
        while (end > 0 && raw[end - 1] == 0) {
            end--;
        }
        String words = OsString.decode(Arrays.copyOf(raw, end)).replace('\0', ' ');
        // Whoever looks for ipcctl itself should not have to know what it runs on.
        return words.replaceFirst("^\\S*/java .* org\\.ipcctl\\.Main(?= |$)", "ipcctl");
    }

    /** The name of its main thread, up to 15 bytes; null where it is gone or hidden. */
    public static String shortName(long pid) {
        byte[] raw = read(pid, "comm");
        String name = raw == null ? null : OsString.decode(raw).stripTrailing();
        if ("java".equals(name)) {
            byte[] words = read(pid, "cmdline");
            return words != null && OsString.decode(words).contains("\0org.ipcctl.Main") ? "ipcctl" : name;
        }
        return name;
    }

    /**
     * Each of {@code pids} with its short name, where it has one that may be known: {@code 17/cat 18/less}; null for
     * none.
     */
    public static String listed(Collection<Long> pids) {
        return pids.isEmpty() ? null : pids.stream().map(pid -> {
            String name = shortName(pid);
            return name == null ? pid.toString() : pid + "/" + name;
        }).collect(Collectors.joining(" "));
    }

    /** The user by whose rights it acts; null where it is gone or hidden. */
    public static Long user(long pid) {
        byte[] raw = read(pid, "status");
        Matcher line = raw == null ? null : UID.matcher(new String(raw, StandardCharsets.ISO_8859_1));
        return line != null && line.find() ? Long.valueOf(line.group(1)) : null;
    }

    private static byte[] read(long pid, String file) {
        try {
            return Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException goneOrHidden) {
            return null;
        }
    }
}
