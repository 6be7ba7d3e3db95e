package org.ipcctl.bench;

/**
 * One timed run.
 *
 * @param blocks       blocks that arrived, or round trips
 * @param nanos        from just before the first was sent until the last was held
 * @param roundTrips   what the round trips took; null for throughput
 * @param sending      what it cost the sending side
 * @param receiving    what it cost the receiving side
 * @param load         what it tells under load; null where it was not
 * @param compiling    milliseconds that the compilers of both processes have spent until its end
 * @param line         nanoseconds of a round trip of a cache line between the CPUs of both sides, the longer one of
 *                     just before and just after; NaN where that was not measured
 */
public record Run(long blocks, long nanos, RoundTrips roundTrips, ResourceUse sending, ResourceUse receiving,
                  LoadFigures load, long compiling, double line) {
    /**
     * Percentiles of all round trips of a run, in nanoseconds.
     *
     * @param histogram all of them, as {@link RoundTripHistogram} writes them; null where they were not kept
     */
    public record RoundTrips(long p50, long p90, long p99, long p99_9, long max, long mean, String histogram) {
        static RoundTrips of(ControlMessage done) {
            return new RoundTrips(done.number("p50"), done.number("p90"), done.number("p99"), done.number("p99_9"),
                    done.number("max"), done.number("mean"), null);
        }
    }

    static Run of(Case what, ControlMessage sent, ControlMessage received) {
        ControlMessage last = received.fields().containsKey("end") ? received : sent;
        Metric metric = what.metric();
        boolean underLoad = metric == Metric.LOAD;
        long end = underLoad ? Math.max(sent.number("end"), received.number("end")) : last.number("end");
        return new Run(sent.number("blocks"), end - sent.number("start"),
                metric == Metric.LATENCY ? RoundTrips.of(sent) : null,
                ResourceUse.of(sent), ResourceUse.of(received),
                underLoad ? LoadFigures.of(what.toString(), sent, received) : null,
                sent.number("compiling") + received.number("compiling"), Double.NaN);
    }

    /** The same with all round trips, as {@link RoundTripHistogram} writes them. */
    Run keeping(String histogram) {
        RoundTrips known = roundTrips;
        return new Run(blocks, nanos,
                new RoundTrips(known.p50, known.p90, known.p99, known.p99_9, known.max, known.mean, histogram), sending,
                receiving, load, compiling, line);
    }

    /** The same where the CPUs were so far from each other. */
    Run between(double lines) {
        return new Run(blocks, nanos, roundTrips, sending, receiving, load, compiling, lines);
    }

    /** Blocks, or round trips, a second. */
    public double blocksPerSecond() {
        return blocks * 1e9 / nanos;
    }
}
