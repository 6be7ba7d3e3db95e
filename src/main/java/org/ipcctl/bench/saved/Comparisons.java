package org.ipcctl.bench.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What became of the cases of a saved benchmark. */
public final class Comparisons {
    private final List<Comparison> all = new ArrayList<>();

    /** @param wanted which cases the user asked for; of the others nothing is said */
    public Comparisons(List<Figures> before, List<Figures> now, Predicate<Figures> wanted) {
        CaseIndex old = new CaseIndex(before);
        CaseIndex today = new CaseIndex(now);
        before.forEach(then -> all.add(Comparison.of(then, today.counterpart(then, old))));
        now.stream().filter(one -> old.counterpart(one, today) == null).forEach(one -> all.add(Comparison.of(null, one)));
        all.removeIf(comparison -> !comparison.isMeasured() || !wanted.test(comparison.any()));
    }

    /** Whether any case was measured both times. */
    public boolean isAnyInBoth() {
        return all.stream().anyMatch(Comparison::isInBoth);
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
