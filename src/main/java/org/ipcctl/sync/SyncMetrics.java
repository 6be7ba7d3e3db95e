package org.ipcctl.sync;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.sync.ProcessMutex.State;

/** What is measured of mutexes and condition variables. */
public final class SyncMetrics {
    private record Known(SyncStatus status, Long waiters) {
        Integer is(State state) {
            return status.state() == state ? 1 : 0;
        }
    }

    private static final MetricSet<List<SyncStatus>> MUTEXES = MetricSet
            .of(new Metric<>("mutex_mutexes", "Mutexes of ipcctl.", List::size));
    private static final MetricSet<Known> MUTEX_EACH = MetricSet.by("mutex", known -> known.status().name(),
            new Metric<>("mutex_waiters", "Threads known to sleep until they get the mutex.", Known::waiters),
            new Metric<>("mutex_locked", "1 if the mutex is locked, 0 if it is not.",
                    known -> known.is(State.LOCKED)),
            new Metric<>("mutex_owner_dead",
                    "1 if the owner died with the mutex locked and it has not been taken since, otherwise 0.",
                    known -> known.is(State.OWNER_DIED)),
            new Metric<>("mutex_not_recoverable", "1 if the mutex can never be locked again, otherwise 0.",
                    known -> known.is(State.NOT_RECOVERABLE)));
    private static final MetricSet<List<SyncStatus>> CONDITIONS = MetricSet
            .of(new Metric<>("cond_conditions", "Condition variables of ipcctl.", List::size));
    private static final MetricSet<Known> CONDITION_EACH = MetricSet.by("cond", known -> known.status().name(),
            new Metric<>("cond_waiters",
                    "Threads known to sleep until the condition variable is signalled, or until they get its mutex.",
                    Known::waiters));

    public static final MetricSource MUTEX = new MetricSource(SyncKind.MUTEX.word(), List.of(MUTEXES, MUTEX_EACH),
            () -> look(SyncKind.MUTEX, MUTEXES, MUTEX_EACH));
    public static final MetricSource CONDITION = new MetricSource(SyncKind.CONDITION.word(),
            List.of(CONDITIONS, CONDITION_EACH),
            () -> look(SyncKind.CONDITION, CONDITIONS, CONDITION_EACH));

    private SyncMetrics() {}

    private static Look look(SyncKind kind, MetricSet<List<SyncStatus>> all, MetricSet<Known> each) {
        List<String> unseen = new ArrayList<>();
        List<SyncStatus> objects = kind.list();
        if (SyncKind.mayHideSome()) {
            unseen.add("objects that this user may not open may be mutexes or condition variables");
        }
        SyncSleepers sleepers = SyncSleepers.at(objects.stream().map(SyncStatus::file).toList());
        if (!sleepers.isComplete()) {
            unseen.add(OpenFiles.notAll());
        }
        return new Look(List.of(all.measure(List.of(objects)),
                each.measure(objects.stream().map(
                        object -> new Known(object, object.isAwaited() ? sleepers.in(object.file()) : Long.valueOf(0)))
                        .toList())),
                unseen);
    }
}
