package org.ipcctl.bench.saved;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.format.Texts;

/**
 * Which mechanism to take, and why, by figures that were measured with both sides bound to CPUs.
 *
 * @param mechanism null where none has all that is wanted, or nothing was measured
 * @param reason    a sentence
 * @param runnerUp  the one to take else, or null
 * @param isMeasured whether figures of what is wanted were there
 */
public record Advice(String mechanism, String reason, String runnerUp, boolean isMeasured) {
    /** A mechanism should carry twice what is needed: a machine does other things too, and rates have peaks. */
    static final int HEADROOM = 2;

    /** By what it must be able to do alone: the simplest. */
    public static Advice byNature(long size, List<Profile> candidates, List<SavedCase> figures) {
        List<Profile> measured = candidates.stream()
                .filter(trait -> nearest(trait.mechanism(), Metric.THROUGHPUT, size, figures).isPresent()
                        || nearest(trait.mechanism(), Metric.LATENCY, size, figures).isPresent())
                .toList();
        return measured.isEmpty() ? unmeasured() : new Advice(measured.get(0).mechanism(),
                "it is the simplest that meets your requirements: " + measured.get(0).bestFor(),
                measured.size() > 1 ? measured.get(1).mechanism() : null, true);
    }

    /**
     * The simplest that carried at least twice {@code rate} blocks of {@code size} a second here, or else the fastest,
     * if that carried them at all.
     */
    public static Advice byRate(long size, double rate, List<Profile> candidates, List<SavedCase> figures) {
        List<SavedCase> measured = nearest(candidates, Metric.THROUGHPUT, size, figures);
        if (measured.isEmpty()) {
            return unmeasured();
        }
        double needed = size * rate;
        List<SavedCase> enough = measured.stream().filter(one -> blocksPerSecond(one, size) >= HEADROOM * rate)
                .toList();
        List<SavedCase> fastest = measured.stream()
                .sorted(Comparator.comparingDouble((SavedCase one) -> blocksPerSecond(one, size)).reversed()).toList();
        if (!enough.isEmpty()) {
            SavedCase first = enough.get(0);
            return new Advice(first.mechanism(),
                    "it is the simplest that reached at least twice the " + Amount.rate(needed)
                            + " you need: " + Amount.times(blocksPerSecond(first, size) / rate) + " as much"
                            + note(first, size),
                    enough.size() > 1 ? enough.get(1).mechanism() : other(first, fastest), true);
        }
        SavedCase best = fastest.get(0);
        double share = blocksPerSecond(best, size) / rate;
        if (share < 1) {
            return new Advice(null,
                    "none reached the " + Amount.rate(needed) + " you need; the fastest was " + best.mechanism()
                            + " with "
                            + Amount.rate(share * needed) + note(best, size),
                    null, true);
        }
        return new Advice(best.mechanism(),
                "none reached twice the " + Amount.rate(needed) + " you need; this is the fastest, with "
                        + Amount.times(share) + " as much" + note(best, size),
                other(best, fastest), true);
    }

    /** The one with the shortest median round trip of blocks of {@code size}, and what it costs. */
    public static Advice byLatency(long size, List<Profile> candidates, List<SavedCase> figures) {
        List<SavedCase> measured = nearest(candidates, Metric.LATENCY, size, figures).stream()
                .sorted(Comparator.comparingDouble(SavedCase::median)).toList();
        if (measured.isEmpty()) {
            return unmeasured();
        }
        SavedCase best = measured.get(0);
        String reason = "its round trips are the shortest here, " + Amount.time(best.median()) + " in the median"
                + note(best, size);
        if (Transports.find(best.mechanism()).spins() && measured.size() > 1) {
            SavedCase next = measured.get(1);
            reason += "; each side keeps a CPU busy all the time, so if you have none to spare, use " + next.mechanism()
                    + ", "
                    + Amount.time(next.median());
        }
        return new Advice(best.mechanism(), reason, other(best, measured), true);
    }

    private static String other(SavedCase taken, List<SavedCase> byMerit) {
        return byMerit.stream().filter(one -> !one.mechanism().equals(taken.mechanism())).findFirst()
                .map(SavedCase::mechanism).orElse(null);
    }

    private static Advice unmeasured() {
        return new Advice(null, "nothing that meets all your requirements has been measured yet", null, false);
    }

    /**
     * Those that have all that is wanted, the simplest first.
     *
     * @param size of a block, which mechanisms that keep messages apart may not be able to carry; 0 where nobody said
     */
    public static List<Profile> candidates(Set<Profile.Capability> wanted, long size) {
        return Profile.ALL.stream().filter(trait -> trait.has(wanted) && trait.carries(size)).toList();
    }

    /** Where there is no candidate. */
    public static Advice none(Set<Profile.Capability> wanted, long size) {
        List<Profile> largeEnough = candidates(wanted, 0);
        if (largeEnough.isEmpty()) {
            return new Advice(null, "no mechanism meets all requirements; two together may", null, true);
        }
        return new Advice(null,
                "a block of " + Texts.size(size) + " is larger than the largest message of " + largeEnough.stream()
                        .map(Profile::mechanism).collect(Collectors.joining(", "))
                        + "; send it in pieces, or put it into shared memory",
                null, true);
    }

    /**
     * Small blocks cost by their number, large ones by their bytes, so the rate at the nearest size is the better of
     * both rules.
     */
    static double blocksPerSecond(SavedCase one, long size) {
        double measured = one.median() / one.size();
        return size > one.size() ? measured * one.size() / size : measured;
    }

    private static List<SavedCase> nearest(List<Profile> candidates, Metric metric, long size,
                                           List<SavedCase> figures) {
        return candidates.stream().map(trait -> nearest(trait.mechanism(), metric, size, figures))
                .flatMap(Optional::stream).toList();
    }

    /**
     * Of two CPUs, where that was measured: programs that talk to each other have, as a rule, something to do at the
     * same time.
     */
    public static Optional<SavedCase> nearest(String mechanism, Metric metric, long size, List<SavedCase> figures) {
        return figures.stream()
                .filter(one -> one.mechanism().equals(mechanism) && one.metric() == metric && one.isMeasured()
                        && one.isPinned())
                .min(Comparator.comparing((SavedCase one) -> one.placement() == Placement.SAME)
                        .thenComparingDouble(one -> Math.abs(Math.log((double) one.size() / size))));
    }

    private static String note(SavedCase one, long size) {
        return one.size() == size ? "" : " (measured with blocks of " + Texts.size(one.size()) + ")";
    }
}
