package org.ipcctl.bench.saved;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Placement;

/** The cases of a benchmark, in which those of another one are found again: what is compared, not how it went. */
final class CaseIndex {
    private record Work(String mechanism, Metric metric, long size, Load load) {
        static Work of(SavedCase one) {
            return new Work(one.mechanism(), one.metric(), one.size(), one.load());
        }
    }

    /** By placement, which is null where a file does not tell; of cases that are there twice the first. */
    private final Map<Work, Map<Placement, SavedCase>> cases = new HashMap<>();

    CaseIndex(List<SavedCase> all) {
        all.forEach(one -> cases.computeIfAbsent(Work.of(one), work -> new LinkedHashMap<>())
                .putIfAbsent(one.placement(), one));
    }

    /**
     * The case here that is the same as {@code one} of {@code other}: of the same placement. Where neither benchmark
     * has it at several, or one does not tell, the placement may differ; that it does is then said of the whole.
     *
     * @return null where there is none
     */
    SavedCase counterpart(SavedCase one, CaseIndex other) {
        Map<Placement, SavedCase> here = cases.getOrDefault(Work.of(one), Map.of());
        if (here.isEmpty() || here.containsKey(one.placement())) {
            return here.get(one.placement());
        } else if (one.placement() == null || here.containsKey(null)) {
            return here.values().iterator().next();
        }
        return here.size() == 1 && other.cases.get(Work.of(one)).size() == 1 ? here.values().iterator().next() : null;
    }
}
