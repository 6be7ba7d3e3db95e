package org.ipcctl.sem;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** What is measured of named semaphores. */
public final class SemaphoreMetrics {
    /** A semaphore and its count; {@code count} is null where it may not be read. */
    private record Known(String name, SemaphoreCount count) {
        Number value() {
            return count == null ? null : count.value();
        }

        Number waiters() {
            return count == null ? null : count.waiters();
        }
    }

    private static final MetricSet<List<Known>> ALL = MetricSet
            .of(new Metric<>("sem_semaphores", "Named semaphores.", List::size));
    private static final MetricSet<Known> EACH = MetricSet.by("semaphore", Known::name,
            new Metric<>("sem_waiters",
                    "How many wait for the semaphore, by its own count; waiters that were killed remain counted.",
                    Known::waiters),
            new Metric<>("sem_value", "The value of the semaphore: how many can be taken now.", Known::value));
    public static final MetricSource SOURCE = new MetricSource(SemaphoreKind.KIND.word(), List.of(ALL, EACH),
            SemaphoreMetrics::look);

    private SemaphoreMetrics() {}

    private static Look look() {
        List<Known> found = new ArrayList<>();
        for (String name : SemDirectory.names()) {
            try {
                found.add(new Known(name, NamedSemaphore.count(name)));
            } catch (KernelException e) {
                if (e.is(Errno.EACCES)) {
                    found.add(new Known(name, null));
                } else if (!NamedSemaphore.isNone(e)) {
                    throw e;
                }
            }
        }
        boolean all = found.stream().allMatch(semaphore -> semaphore.count() != null);
        return new Look(List.of(ALL.measure(List.of(found)), EACH.measure(found)),
                all ? List.of() : List.of("not all semaphores may be read by this user"));
    }
}
