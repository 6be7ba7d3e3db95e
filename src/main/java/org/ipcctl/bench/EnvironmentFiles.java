package org.ipcctl.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What {@link Environment} reads of procfs and sysfs, where any file may be missing. */
record EnvironmentFiles(Path proc, Path sys) {
    private static final String CGROUPS = "fs/cgroup";

    /**
     * The tightest limit of this process's cgroup and those above it.
     *
     * @param cpus as many at a time
     * @param lift the command that takes it away
     */
    record Quota(double cpus, String lift) {
    }

    String proc(String file) {
        return told(proc, file);
    }

    String sys(String file) {
        return told(sys, file);
    }

    /** Without blanks around it; null where there is no such file, or nothing in it. */
    private static String told(Path root, String file) {
        // Not by Files, whose channels make a pair of sockets first, which is what may be forbidden here.
        try (InputStream in = new FileInputStream(root.resolve(file).toFile())) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).strip();
            return text.isEmpty() ? null : text;
        } catch (IOException | InvalidPathException notTold) {
            return null;
        }
    }

    /** The names of the processor's faults that the kernel knows. */
    List<String> faults() {
        try (Stream<Path> all = Files.list(sys.resolve("devices/system/cpu/vulnerabilities"))) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException notTold) {
            return List.of();
        }
    }

    /** Of cgroups of version 2, or of the controller cpu of version 1; null where there is no limit. */
    Quota quota() {
        String own = proc("self/cgroup");
        Quota tightest = null;
        for (String line : own == null ? List.<String>of() : own.lines().toList()) {
            String[] parts = line.split(":", 3);
            boolean second = parts.length == 3 && parts[0].equals("0") && parts[1].isEmpty();
            if (second || parts.length == 3 && Arrays.asList(parts[1].split(",")).contains("cpu")) {
                for (String path = parts[2]; path != null; path = above(path)) {
                    Quota here = second ? second(CGROUPS + path) : first(CGROUPS + "/" + parts[1] + path);
                    tightest = here != null && (tightest == null || here.cpus() < tightest.cpus()) ? here : tightest;
                }
            }
        }
        return tightest;
    }

    private static String above(String path) {
        int slash = path.lastIndexOf('/');
        return path.length() <= 1 || slash < 0 ? null : slash == 0 ? "/" : path.substring(0, slash);
    }

    private Quota second(String directory) {
        String text = sys(directory + "/cpu.max");
        String[] words = text == null ? new String[0] : text.split(" ");
        return words.length < 2 ? null
                : quota(words[0], words[1], "echo max | sudo tee " + sys.resolve(directory).normalize() + "/cpu.max");
    }

    private Quota first(String directory) {
        return quota(sys(directory + "/cpu.cfs_quota_us"), sys(directory + "/cpu.cfs_period_us"),
                "echo -1 | sudo tee " + sys.resolve(directory).normalize() + "/cpu.cfs_quota_us");
    }

    private static Quota quota(String quota, String period, String lift) {
        Double time = number(quota);
        Double of = number(period);
        return time == null || of == null || time <= 0 || of <= 0 ? null : new Quota(time / of, lift);
    }

    /** Null for what is none: {@code max}, say. */
    static Double number(String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
