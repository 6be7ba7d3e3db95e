package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** On which CPUs the calling thread may run: sched_setaffinity(2), sched_getaffinity(2). */
public final class CpuAffinity {
    private static final Functions C = Native.load(Functions.class);
    /** As many as a kernel can be built for; a mask that is too short for this one's would be EINVAL. */
    private static final int MOST_CPUS = 8192;
    private static final int THIS_THREAD = 0;
    private static final int MOST_CACHES = 8;

    private CpuAffinity() {}

    /** The CPUs that the calling thread may use, in ascending order: those online and in its cpuset and mask. */
    public static List<Integer> allowed() {
        long[] mask = new long[MOST_CPUS / Long.SIZE];
        Syscall.call("sched_getaffinity", "", () -> C.sched_getaffinity(THIS_THREAD, MOST_CPUS / Byte.SIZE, mask));
        List<Integer> cpus = new ArrayList<>();
        for (int cpu = 0; cpu < MOST_CPUS; cpu++) {
            if ((mask[cpu / Long.SIZE] >>> cpu & 1) != 0) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

    /**
     * Binds the calling thread, and those that it will create, to {@code cpu}; other threads stay where they are.
     *
     * @throws KernelException EINVAL where it may not use that one
     */
    public static void pin(int cpu) {
        long[] mask = new long[MOST_CPUS / Long.SIZE];
        mask[cpu / Long.SIZE] = 1L << cpu;
        Syscall.call("sched_setaffinity", "CPU " + cpu, () -> C.sched_setaffinity(THIS_THREAD, MOST_CPUS / Byte.SIZE, mask));
    }

    /** What is the same text for all CPUs of one core, and different for those of others; where /sys does not tell, each is one. */
    public static String core(int cpu) {
        String siblings = told(cpu, "topology/thread_siblings_list");
        return siblings == null ? Integer.toString(cpu) : siblings;
    }

    /**
     * What is the same text for all CPUs that share the last level of cache; where /sys does not tell, for all of one package,
     * and where it does not tell that either, for all.
     */
    public static String lastCache(int cpu) {
        String shared = null;
        for (int index = 0; index < MOST_CACHES; index++) {
            // Levels rise with the index, and a cache of instructions is never the last one.
            String list = told(cpu, "cache/index" + index + "/shared_cpu_list");
            shared = list == null ? shared : list;
        }
        return shared != null ? shared : String.valueOf(told(cpu, "topology/physical_package_id"));
    }

    private static String told(int cpu, String file) {
        try {
            return Files.readString(Path.of("/sys/devices/system/cpu/cpu" + cpu, file), StandardCharsets.US_ASCII).strip();
        } catch (IOException notTold) {
            return null;
        }
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int sched_getaffinity(int thread, long size, @Out long[] mask);

        int sched_setaffinity(int thread, long size, @In long[] mask);
    }
}
