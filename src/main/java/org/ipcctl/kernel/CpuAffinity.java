package org.ipcctl.kernel;

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
        Syscall.call("sched_setaffinity", "CPU " + cpu,
                () -> C.sched_setaffinity(THIS_THREAD, MOST_CPUS / Byte.SIZE, mask));
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int sched_getaffinity(int thread, long size, @Out long[] mask);

        int sched_setaffinity(int thread, long size, @In long[] mask);
    }
}
