package org.ipcctl.shm;

import java.util.List;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.FileSystem;

/** What is measured of shared memory. */
public final class ShmMetrics {
    private static final MetricSet<List<ShmDirectory.Entry>> ALL = MetricSet.of(
            new Metric<>("shm_objects", "Shared memory objects, including mutexes and condition variables.",
                    List::size));
    private static final MetricSet<FileSystem> MOUNT = MetricSet.of(
            new Metric<>("shm_mount_size_bytes", "Bytes that /dev/shm can hold; missing if it has no limit.",
                    there -> there.totalBytes() == 0 ? null : there.totalBytes()),
            new Metric<>("shm_mount_used_bytes",
                    "Bytes of /dev/shm that are in use by all files in it; missing if it has no limit.",
                    there -> there.totalBytes() == 0 ? null : there.totalBytes() - there.freeBytes()));
    private static final MetricSet<ShmDirectory.Entry> EACH = MetricSet.by("object", ShmDirectory.Entry::name,
            new Metric<>("shm_allocated_bytes", "Bytes of memory that the object takes.",
                    object -> object.status().allocated()),
            new Metric<>("shm_size_bytes", "Length of the object in bytes, allocated or not.",
                    object -> object.status().size()));
    public static final MetricSource SOURCE = new MetricSource(SharedMemoryKind.KIND.word(), List.of(ALL, MOUNT, EACH),
            ShmMetrics::look);

    private ShmMetrics() {}

    private static Look look() {
        FileSystem there = FileSystem.of(ShmDirectory.PATH);
        if (there == null) {
            return Look.nothing(ShmDirectory.PATH + " is not there");
        }
        List<ShmDirectory.Entry> objects = ShmDirectory.objects();
        return new Look(List.of(ALL.measure(List.of(objects)), MOUNT.measure(List.of(there)), EACH.measure(objects)),
                List.of());
    }
}
