package org.ipcctl.bench.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What became of the cases of a saved benchmark, or what the second of two configurations makes of those of the first.
 */
public final class Comparisons {
    private final List<Comparison> all;

    private Comparisons(List<Comparison> all) {
        this.all = new ArrayList<>(all);
    }

    /** @param wanted which cases the user asked for; of the others nothing is said */
    public Comparisons(List<SavedCase> before, List<SavedCase> now, Judge judge, Predicate<SavedCase> wanted) {
        CaseIndex old = new CaseIndex(before);
        CaseIndex today = new CaseIndex(now);
        List<Judge.Both> pairs = new ArrayList<>();
        before.forEach(then -> pairs.add(new Judge.Both(then, today.counterpart(then, old))));
        now.stream().filter(one -> old.counterpart(one, today) == null)
                .forEach(one -> pairs.add(new Judge.Both(null, one)));
        pairs.removeIf(pair -> !isMeasured(pair.before()) && !isMeasured(pair.now()) || !wanted.test(pair.any()));
        all = new ArrayList<>(judge.judge(pairs));
    }

    /**
     * Where both have as many cases of the same metrics, the first with the first, and so on: what differs is what is
     * compared.
     */
    public static Comparisons ofRace(List<SavedCase> a, List<SavedCase> b) {
        if (a.size() != b.size() || !IntStream.range(0, a.size())
                .allMatch(i -> a.get(i).metric() == b.get(i).metric() && a.get(i).figure() == b.get(i).figure())) {
            return new Comparisons(a, b, Judge.ofRace(), one -> true);
        }
        return new Comparisons(
                Judge.ofRace().judge(IntStream.range(0, a.size()).mapToObj(i -> new Judge.Both(a.get(i), b.get(i)))
                        .filter(both -> isMeasured(both.before()) || isMeasured(both.now())).toList()));
    }

    /** What a mechanism cannot carry is not. */
    private static boolean isMeasured(SavedCase one) {
        return one != null && one.isMeasured();
    }

    /** Whether any case was measured both times. */
    public boolean isAnyInBoth() {
        return all.stream().anyMatch(Comparison::isInBoth);
    }

    /** Whether there are cases with too few rounds to tell any change. */
    public boolean hasTooFewRounds() {
        return all.stream().anyMatch(comparison -> comparison.isInBoth() && !comparison.canBeTold());
    }

    /** The same without what was measured only then: where the benchmark was interrupted, it is not gone. */
    public Comparisons withoutGone() {
        all.removeIf(comparison -> comparison.verdict() == Comparison.Verdict.GONE);
        return this;
    }

    /** Whether a case got slower by more than {@code percent}. */
    public boolean hasSlowerBy(double percent) {
        return all.stream().anyMatch(comparison -> comparison.isSlowerBy(percent));
    }

    /** In the order of the saved cases, those that are new behind them. */
    public List<Comparison> all() {
        return List.copyOf(all);
    }
}
