package org.ipcctl.cli.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipcctl.bench.Metric;
import org.ipcctl.format.Texts;

/**
 * Which mechanism to take, and why.
 *
 * @param mechanism null where none has all that is wanted
 * @param reason    a sentence
 */
record Advice(String mechanism, String reason) {
    /** A mechanism should carry twice what is needed: a machine does other things too, and rates have peaks. */
    private static final int HEADROOM = 2;
    private static final double SECOND = 1e9;

    /** By what it must be able to do alone: the simplest. */
    static Advice byNature(Set<Trait.Gift> wanted) {
        return candidates(wanted).stream().findFirst()
                .map(trait -> new Advice(trait.mechanism(), "it is the simplest that has what you need: " + trait.bestFor()))
                .orElseGet(Advice::none);
    }

    /** The simplest that carried at least twice {@code rate} blocks of {@code size} a second here, or else the fastest. */
    static Advice byRate(long size, double rate, Set<Trait.Gift> wanted, List<Figures> figures) {
        List<Trait> candidates = candidates(wanted);
        List<Figures> measured = candidates.stream().map(trait -> nearest(trait.mechanism(), Metric.THROUGHPUT, size, figures))
                .flatMap(Optional::stream).toList();
        if (candidates.isEmpty()) {
            return none();
        } else if (measured.isEmpty()) {
            return byNature(wanted);
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
            return new Advice(fastest.mechanism(), "none carried the " + Amount.rate(needed) + " you need; this is the fastest, with "
                    + Amount.rate(share * needed) + note(fastest, size));
        }
        return new Advice(fastest.mechanism(), "none carried twice the " + Amount.rate(needed) + " you need; this is the fastest, with "
                + times(share) + " as much" + note(fastest, size));
    }

    /** The one with the shortest median round trip of blocks of {@code size}, and what it costs. */
    static Advice byLatency(long size, Set<Trait.Gift> wanted, List<Figures> figures) {
        List<Trait> candidates = candidates(wanted);
        if (candidates.isEmpty()) {
            return none();
        }
        List<Figures> measured = candidates.stream().map(trait -> nearest(trait.mechanism(), Metric.LATENCY, size, figures))
                .flatMap(Optional::stream).sorted(Comparator.comparingDouble(Figures::median)).toList();
        if (measured.isEmpty()) {
            return byNature(wanted);
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

    private static Advice none() {
        return new Advice(null, "no mechanism has all of that; two of them together may");
    }

    private static List<Trait> candidates(Set<Trait.Gift> wanted) {
        return Trait.ALL.stream().filter(trait -> trait.has(wanted)).toList();
    }

    /** Small blocks cost by their number, large ones by their bytes, so the rate at the nearest size is the better of both rules. */
    private static double blocksPerSecond(Figures one, long size) {
        double measured = one.median() / one.size();
        return size > one.size() ? measured * one.size() / size : measured;
    }

    static Optional<Figures> nearest(String mechanism, Metric metric, long size, List<Figures> figures) {
        return figures.stream().filter(one -> one.mechanism().equals(mechanism) && one.metric() == metric && one.isMeasured())
                .min(Comparator.comparingDouble(one -> Math.abs(Math.log((double) one.size() / size))));
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
