package org.ipcctl.bench.saved;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.format.Texts;

/**
 * Which mechanism to take, and why.
 *
 * @param mechanism null where none has all that is wanted
 * @param reason    a sentence
 */
public record Advice(String mechanism, String reason) {
    /** A mechanism should carry twice what is needed: a machine does other things too, and rates have peaks. */
    private static final int HEADROOM = 2;
    private static final double SECOND = 1e9;

    /** By what it must be able to do alone: the simplest. */
    public static Advice byNature(List<Trait> candidates) {
        return candidates.stream().findFirst()
                .map(trait -> new Advice(trait.mechanism(), "it is the simplest that has what you need: " + trait.bestFor()))
                .orElseThrow();
    }

    /**
     * The simplest that carried at least twice {@code rate} blocks of {@code size} a second here, or else the fastest, if that
     * carried them at all.
     */
    public static Advice byRate(long size, double rate, List<Trait> candidates, List<Figures> figures) {
        List<Figures> measured = nearest(candidates, Metric.THROUGHPUT, size, figures);
        if (measured.isEmpty()) {
            return unmeasured();
        }
        double needed = size * rate;
        for (Figures one : measured) {
            if (blocksPerSecond(one, size) >= HEADROOM * rate) {
                return new Advice(one.mechanism(), "it is the simplest that carried at least twice the " + Amount.rate(needed)
                        + " you need: " + times(blocksPerSecond(one, size) / rate) + " as much" + note(one, size));
            }
        }
        Figures fastest = measured.stream().max(Comparator.comparingDouble(one -> blocksPerSecond(one, size))).orElseThrow();
        double share = blocksPerSecond(fastest, size) / rate;
        if (share < 1) {
            return new Advice(null, "none carried the " + Amount.rate(needed) + " you need; the fastest was " + fastest.mechanism() + " with "
                    + Amount.rate(share * needed) + note(fastest, size));
        }
        return new Advice(fastest.mechanism(), "none carried twice the " + Amount.rate(needed) + " you need; this is the fastest, with "
                + times(share) + " as much" + note(fastest, size));
    }

    /** The one with the shortest median round trip of blocks of {@code size}, and what it costs. */
    public static Advice byLatency(long size, List<Trait> candidates, List<Figures> figures) {
        List<Figures> measured = nearest(candidates, Metric.LATENCY, size, figures).stream().sorted(Comparator.comparingDouble(Figures::median)).toList();
        if (measured.isEmpty()) {
            return unmeasured();
        }
        Figures best = measured.get(0);
        String reason = "its round trips are the shortest here, " + Amount.time(best.median()) + " in the median" + note(best, size);
        if (best.mechanism().equals("shm-spin") && measured.size() > 1) {
            Figures next = measured.get(1);
            reason += "; each side keeps a CPU busy all the time, so where none is to spare take " + next.mechanism() + ", "
                    + Amount.time(next.median());
        }
        return new Advice(best.mechanism(), reason);
    }

    private static Advice unmeasured() {
        return new Advice(null, "nothing was measured yet of what has all that you need; 'ipcctl bench' does it");
    }

    /**
     * Those that have all that is wanted, the simplest first.
     *
     * @param size of a block, which mechanisms that keep messages apart may not be able to carry; 0 where nobody said
     */
    public static List<Trait> candidates(Set<Trait.Gift> wanted, long size) {
        return Trait.ALL.stream().filter(trait -> trait.has(wanted) && trait.carries(size)).toList();
    }

    /** Where there is no candidate. */
    public static Advice none(Set<Trait.Gift> wanted, long size) {
        List<Trait> largeEnough = candidates(wanted, 0);
        if (largeEnough.isEmpty()) {
            return new Advice(null, "no mechanism has all of that; two of them together may");
        }
        return new Advice(null, "a block of " + Texts.size(size) + " is larger than the largest message of " + largeEnough.stream()
                .map(Trait::mechanism).collect(Collectors.joining(", ")) + "; send it in pieces, or put it into shared memory");
    }

    /** Small blocks cost by their number, large ones by their bytes, so the rate at the nearest size is the better of both rules. */
    private static double blocksPerSecond(Figures one, long size) {
        double measured = one.median() / one.size();
        return size > one.size() ? measured * one.size() / size : measured;
    }

    private static List<Figures> nearest(List<Trait> candidates, Metric metric, long size, List<Figures> figures) {
        return candidates.stream().map(trait -> nearest(trait.mechanism(), metric, size, figures)).flatMap(Optional::stream).toList();
    }

    /** Of two CPUs, where that was measured: programs that talk to each other have, as a rule, something to do at the same time. */
    public static Optional<Figures> nearest(String mechanism, Metric metric, long size, List<Figures> figures) {
        return figures.stream().filter(one -> one.mechanism().equals(mechanism) && one.metric() == metric && one.isMeasured())
                .min(Comparator.comparing((Figures one) -> one.placement() == Placement.SAME)
                        .thenComparingDouble(one -> Math.abs(Math.log((double) one.size() / size))));
    }

    private static String note(Figures one, long size) {
        return one.size() == size ? "" : " (measured with blocks of " + Texts.size(one.size()) + ")";
    }

    private static String times(double share) {
        return share >= 10 ? Math.round(share) + " times" : Math.round(share * 10) / 10.0 + " times";
    }

    /** Amounts in sentences. */
    private static final class Amount {
        static String rate(double bytes) {
            return scaled(bytes, "B/s", "kB/s", "MB/s", "GB/s", "TB/s");
        }

        static String time(double nanos) {
            return nanos >= SECOND ? nanos / SECOND + " s" : scaled(nanos, "ns", "us", "ms");
        }

        private static String scaled(double number, String... units) {
            double rest = number;
            int unit = 0;
            while (rest >= 1000 && unit < units.length - 1) {
                rest /= 1000;
                unit++;
            }
            return (rest >= 100 ? Long.toString(Math.round(rest)) : Double.toString(Math.round(rest * 10) / 10.0)) + " " + units[unit];
        }
    }
}
