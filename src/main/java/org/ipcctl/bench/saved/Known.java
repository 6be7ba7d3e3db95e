package org.ipcctl.bench.saved;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;

/**
 * A mechanism, and what was measured of it here with both sides bound to CPUs.
 *
 * @param trait      what it is by nature
 * @param throughput of the nearest size, or null
 * @param roundTrip  likewise, between two CPUs where that was measured
 * @param onOneCpu   the round trip where both sides share one, or null
 */
public record Known(Profile trait, SavedCase throughput, SavedCase roundTrip, SavedCase onOneCpu) {
    /** What {@code figures} tell of it, for blocks of {@code block} bytes and round trips of {@code message} bytes. */
    public static Known of(Profile trait, long block, long message, List<SavedCase> figures) {
        return new Known(trait, Advice.nearest(trait.mechanism(), Metric.THROUGHPUT, block, figures).orElse(null),
                Advice.nearest(trait.mechanism(), Metric.LATENCY, message, figures).orElse(null),
                Advice.nearest(trait.mechanism(), Metric.LATENCY, message,
                        figures.stream().filter(one -> one.placement() == Placement.SAME).toList()).orElse(null));
    }

    /**
     * All that may speak for it or against it, as a sentence.
     *
     * @param size of a block
     * @param rate blocks a second that are needed, or 0
     */
    public String weighed(long size, double rate) {
        List<String> all = new ArrayList<>();
        if (throughput != null) {
            double most = Advice.blocksPerSecond(throughput, size);
            all.add("rate " + Amount.rate(most * size)
                    + (rate > 0 ? ", " + Amount.times(most / rate) + " what you need (at least "
                            + Advice.HEADROOM + " times leaves a reserve)" : ""));
        }
        if (roundTrip != null && roundTrip.placement() == Placement.APART) {
            all.add("round trip between two CPUs " + Amount.time(roundTrip.median()));
        }
        if (onOneCpu != null) {
            all.add("on one CPU " + Amount.time(onOneCpu.median()));
        }
        if (throughput != null && !Double.isNaN(throughput.cpuNanos())) {
            all.add("CPU time of both sides " + Amount.time(throughput.cpuNanos()) + " a block");
        }
        all.add(trait.direction());
        all.add("carries " + trait.boundaries());
        all.add("exists " + trait.persists());
        all.add("open to " + trait.access());
        return String.join("; ", all);
    }
}
