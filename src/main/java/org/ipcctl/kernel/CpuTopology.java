package org.ipcctl.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Which CPUs share what, as sysfs tells.
 *
 * @param directory that of all CPUs, {@code /sys/devices/system/cpu}
 */
public record CpuTopology(Path directory) {
    private static final int MOST_CACHES = 8;

    /** Of this machine. */
    public static CpuTopology here() {
        return new CpuTopology(Path.of("/sys/devices/system/cpu"));
    }

    /**
     * What is the same text for all CPUs of one core, and different for those of others; where sysfs does not tell,
     * each is one.
     */
    public String core(int cpu) {
        String siblings = of(cpu, "topology/thread_siblings_list");
        return siblings == null ? Integer.toString(cpu) : siblings;
    }

    /**
     * What is the same text for all CPUs that share the last level of cache; where sysfs does not tell, for all of one
     * package, and where it does not tell that either, for all.
     */
    public String lastCache(int cpu) {
        String shared = null;
        for (int index = 0; index < MOST_CACHES; index++) {
            // Levels rise with the index, and a cache of instructions is never the last one.
            String list = of(cpu, "cache/index" + index + "/shared_cpu_list");
            shared = list == null ? shared : list;
        }
        return shared != null ? shared : String.valueOf(of(cpu, "topology/physical_package_id"));
    }

    /** What is in {@code file} of {@code cpu}, or null. */
    public String of(int cpu, String file) {
        return told("cpu" + cpu + "/" + file);
    }

    /** What is in {@code file}, without blanks around it; null where there is no such file or nothing in it. */
    public String told(String file) {
        // Not by Files: its channels need a socketpair(2), which may be what this machine forbids.
        try (InputStream in = new FileInputStream(directory.resolve(file).toFile())) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).strip();
            return text.isEmpty() ? null : text;
        } catch (IOException notTold) {
            return null;
        }
    }
}
