package org.ipcctl.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * This process as the kernel started it: its arguments and environment byte for byte. The JVM decodes both by the
 * locale, and what the locale cannot express is lost on the way. See {@code proc(5)}.
 */
public final class ProcSelf {
    private static final long PAGE = 4096;
    private static final String SAVED = "IPCCTL_SAVED_";
    private static final String LAUNCHER = "IPCCTL_LAUNCHER_";
    /** Names of the variables that the launcher set for the JVM. */
    private static final String SET = LAUNCHER + "SET";

    private ProcSelf() {}

    /**
     * The last {@code count} arguments, which are those of {@code main}: the JVM's own come before them.
     *
     * @param fallback what main was given, for where /proc is not mounted
     */
    public static List<String> arguments(String[] fallback) {
        List<byte[]> all = strings("cmdline");
        if (all.size() < fallback.length) {
            return List.of(fallback);
        }
        // A loop, for this is on the way of every start, and the first stream of a process takes 10 ms.
        List<String> arguments = new ArrayList<>(fallback.length);
        for (byte[] argument : all.subList(all.size() - fallback.length, all.size())) {
            arguments.add(OsString.decode(argument));
        }
        return arguments;
    }

    /** The whole command line, the JVM and its own options first; empty where /proc is not mounted. */
    public static List<String> commandLine() {
        return strings("cmdline").stream().map(OsString::decode).toList();
    }

    /**
     * The environment for a CMD that the user asked for: as ipcctl found it, with the variables that the launcher kept
     * away from the JVM, or used itself, given back and the launcher's own taken out.
     */
    public static List<byte[]> environment() {
        List<byte[]> given = new ArrayList<>();
        // What the launcher set has another value in the JVM, or none was there before.
        Set<String> changed = new HashSet<>(List.of(System.getenv().getOrDefault(SET, "").split(" ")));
        List<byte[]> entries = entries();
        for (byte[] entry : entries) {
            String text = OsString.decode(entry);
            if (text.startsWith(SAVED)) {
                String before = text.substring(SAVED.length());
                changed.add(name(before));
                given.add(OsString.encode(before));
            }
        }
        for (byte[] entry : entries) {
            String text = OsString.decode(entry);
            if (!text.startsWith(SAVED) && !text.startsWith(LAUNCHER) && !changed.contains(name(text))) {
                given.add(entry);
            }
        }
        return given;
    }

    /**
     * What the caller's environment has for {@code name}, whatever bytes it is; null where it has nothing. The JVM
     * would decode it by the locale.
     */
    public static String variable(String name) {
        for (byte[] entry : environment()) {
            String text = OsString.decode(entry);
            if (text.startsWith(name) && text.startsWith("=", name.length())) {
                return text.substring(name.length() + 1);
            }
        }
        return null;
    }

    private static String name(String entry) {
        int end = entry.indexOf('=');
        return end < 0 ? entry : entry.substring(0, end);
    }

    /** Where /proc is not mounted, as far as the locale can express it. */
    private static List<byte[]> entries() {
        List<byte[]> entries = strings("environ");
        if (entries.isEmpty()) {
            System.getenv().forEach((name, value) -> entries.add(OsString.encode(name + "=" + value)));
        }
        return entries;
    }

    private static List<byte[]> strings(String file) {
        return parts(file, 0);
    }

    /** Memory that this process occupies, in bytes; 0 where /proc is not mounted. */
    public static long residentBytes() {
        List<String> lines = lines("statm");
        // In pages, of which there are some of 64 KiB: the comparison with itself is what this is for.
        return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).split(" ")[1]) * PAGE;
    }

    /** The lines of a file in /proc/self; none where /proc is not mounted. */
    static List<String> lines(String file) {
        List<String> lines = new ArrayList<>();
        for (byte[] line : parts(file, '\n')) {
            lines.add(OsString.decode(line));
        }
        return lines;
    }

    private static List<byte[]> parts(String file, int terminator) {
        byte[] bytes;
        // Not by Files: a start needs none of its sixty classes otherwise.
        try (InputStream in = new FileInputStream("/proc/self/" + file)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            return new ArrayList<>();
        }
        List<byte[]> strings = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == terminator) {
                strings.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return strings;
    }
}
