package org.ipcctl.bench.saved;

/**
 * What became of a case since it was saved; {@link Judge} says how that is told.
 *
 * @param before        null where the file has no such case
 * @param now           null where it was not measured this time
 * @param changePercent upwards or downwards; NaN where one of them is missing, as the others are
 * @param lowPercent    where the change lies in 95 of 100 such comparisons at least
 * @param highPercent   and at most; NaN, both, where there are too few rounds to tell
 * @param leastPercent  from which on a change counts
 * @param chance        how often chance would make as much of nothing in any of as many cases: p, corrected for their
 * number
 * @param slowerPercent by how much slower it is beyond what the machine explains; 0 where it is not
 */
public record Comparison(SavedCase before, SavedCase now, double changePercent, double lowPercent, double highPercent,
                         double leastPercent,
                         double chance, double slowerPercent, Verdict verdict) {
    /** In results in lower case. */
    public enum Verdict {
        UNCHANGED, FASTER, SLOWER,
        /** Changed, but by no more than the machine itself. */
        MACHINE,
        /** Measured only now. */
        NEW,
        /** Measured only then. */
        GONE
    }

    /** Of a case that was measured once. */
    static Comparison ofOne(SavedCase before, SavedCase now) {
        double none = Double.NaN;
        return new Comparison(before, now, none, none, none, none, none, none,
                now != null && now.isMeasured() ? Verdict.NEW : Verdict.GONE);
    }

    /** Either of both: what the case is. */
    public SavedCase any() {
        return now != null ? now : before;
    }

    /** Whether there are figures of both times. */
    boolean isInBoth() {
        return verdict != Verdict.NEW && verdict != Verdict.GONE;
    }

    /** Whether as many rounds as there are tell any change. */
    boolean canBeTold() {
        return isInBoth() && Shift.canBeTold(before.runs().size(), now.runs().size());
    }

    /** Whether it got slower by more than {@code percent}, and neither by chance nor with the machine. */
    boolean isSlowerBy(double percent) {
        return verdict == Verdict.SLOWER && slowerPercent > percent;
    }
}
