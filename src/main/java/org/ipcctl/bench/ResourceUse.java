package org.ipcctl.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.ipcctl.kernel.ResourceUsage;

/**
 * What a run cost one side. Times and switches are those of the measuring thread alone (RUSAGE_THREAD): the JVM's
 * compiler and collector have threads of their own, which a program in another language would not have.
 *
 * @param userNanos           CPU time of the loop and what it calls
 * @param systemNanos         CPU time in the kernel
 * @param voluntarySwitches   how often it waited
 * @param involuntarySwitches how often its CPU was taken away
 * @param collections         garbage collections of the process
 * @param allocatedBytes      what the measuring thread took from the JVM's heap
 */
public record ResourceUse(long userNanos, long systemNanos, long voluntarySwitches, long involuntarySwitches,
                          long collections,
                          long allocatedBytes) {
    static final ResourceUse NONE = new ResourceUse(0, 0, 0, 0, 0, 0);

    /** What the calling thread has cost so far; the JVM's tools behind it are loaded only by who measures. */
    private static final class Jvm {
        static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

        static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

        static long collections() {
            long count = 0;
            for (GarbageCollectorMXBean collector : COLLECTORS) {
                count += collector.getCollectionCount();
            }
            return count;
        }
    }

    /**
     * Runs {@code loop} and tells what it cost. Heap is read last before and first after, for the reading itself takes
     * some.
     */
    static ResourceUse of(Runnable loop) {
        long collections = Jvm.collections();
        ResourceUsage before = ResourceUsage.ofThread();
        long allocated = Jvm.THREADS.getCurrentThreadAllocatedBytes();
        loop.run();
        allocated = Jvm.THREADS.getCurrentThreadAllocatedBytes() - allocated;
        ResourceUsage after = ResourceUsage.ofThread();
        return new ResourceUse(after.userNanos() - before.userNanos(), after.systemNanos() - before.systemNanos(),
                after.voluntarySwitches() - before.voluntarySwitches(),
                after.involuntarySwitches() - before.involuntarySwitches(),
                Jvm.collections() - collections, allocated);
    }

    public ResourceUse plus(ResourceUse other) {
        return new ResourceUse(userNanos + other.userNanos, systemNanos + other.systemNanos,
                voluntarySwitches + other.voluntarySwitches, involuntarySwitches + other.involuntarySwitches,
                collections + other.collections, allocatedBytes + other.allocatedBytes);
    }

    ResourceUse withCollections(long number) {
        return new ResourceUse(userNanos, systemNanos, voluntarySwitches, involuntarySwitches, number, allocatedBytes);
    }

    /** CPU time. */
    public long cpuNanos() {
        return userNanos + systemNanos;
    }

    ControlMessage addedTo(ControlMessage done) {
        return done.with("user", userNanos).with("system", systemNanos).with("voluntary", voluntarySwitches)
                .with("involuntary", involuntarySwitches).with("collections", collections)
                .with("allocated", allocatedBytes);
    }

    /** Milliseconds that the JIT of this process has spent so far. */
    static long compilingMillis() {
        return Jvm.COMPILER.getTotalCompilationTime();
    }

    static ResourceUse of(ControlMessage done) {
        return new ResourceUse(done.number("user"), done.number("system"), done.number("voluntary"),
                done.number("involuntary"),
                done.number("collections"), done.number("allocated"));
    }
}
