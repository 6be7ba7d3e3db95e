package org.ipcctl.bench;

import java.util.List;
import java.util.function.IntFunction;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.kernel.CpuTopology;

/**
 * On which CPUs the cases of each metric are measured: once for each that is listed.
 *
 * @param throughput of the cases that measure throughput
 * @param latency    of those that measure round trips
 * @param isUsual    whether nobody asked for others
 */
public record Places(List<Pinning> throughput, List<Pinning> latency, boolean isUsual) {
    private static final String USUAL = "usual";

    public Places {
        throughput = List.copyOf(throughput);
        latency = List.copyOf(latency);
    }

    /** All cases at one place, which somebody asked for. */
    public static Places of(Pinning pinning) {
        return new Places(List.of(pinning), List.of(pinning), false);
    }

    /**
     * What tells most: rates between two CPUs, and round trips both between two and on one. Where only one may be used
     * there is no choice.
     *
     * @param allowed the CPUs that this process may use
     * @param core    what is equal for CPUs of one core
     * @param cache   what is equal for CPUs with the same last-level cache
     */
    public static Places usual(List<Integer> allowed, IntFunction<String> core, IntFunction<String> cache) {
        Pinning apart = Pinning.apart(allowed, core, cache);
        if (apart == null) {
            return new Places(List.of(Pinning.same(allowed)), List.of(Pinning.same(allowed)), true);
        }
        return new Places(List.of(apart), List.of(apart, Pinning.same(List.of(apart.sending()))), true);
    }

    /** The same on this machine and for this process. */
    public static Places usual() {
        CpuTopology here = CpuTopology.here();
        return usual(CpuAffinity.allowed(), here::core, here::lastCache);
    }

    /**
     * Those of a metric. Under load what is not one sender at a rate is left to the scheduler unless somebody asked for
     * a place: to bind several threads to one CPU would measure how that is shared, and one is there for the comparison
     * with several.
     *
     * @param loads of all cases, for either all of them are bound or none
     */
    List<Pinning> of(Metric metric, List<Load> loads) {
        if (isUsual && onlyCpu() < 0 && loads.stream().anyMatch(load -> load.isShared() || !load.hasRate())) {
            return List.of(Pinning.NONE);
        }
        return metric == Metric.LATENCY ? latency : throughput;
    }

    /** The one CPU that all must share although nobody asked for that, or -1. */
    public int onlyCpu() {
        return isUsual && throughput.get(0).placement() == Placement.SAME ? throughput.get(0).sending() : -1;
    }

    /** In saved benchmarks and messages: {@code usual}, {@code none}, or two CPUs as {@code 0,1}. */
    @Override
    public String toString() {
        return isUsual ? USUAL : throughput.get(0).toString();
    }

    /** Whether {@code text} is what {@link #toString} writes where nobody asked for a place. */
    public static boolean isUsual(String text) {
        return text.equals(USUAL);
    }
}
