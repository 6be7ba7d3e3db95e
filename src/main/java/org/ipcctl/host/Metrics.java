package org.ipcctl.host;

import java.util.List;
import org.ipcctl.fifo.FifoMetrics;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.mq.QueueMetrics;
import org.ipcctl.pipe.PipeMetrics;
import org.ipcctl.sem.SemaphoreMetrics;
import org.ipcctl.shm.ShmMetrics;
import org.ipcctl.sock.SocketMetrics;
import org.ipcctl.sync.SyncMetrics;
import org.ipcctl.sysv.SysvMetrics;

/** The registry of what mechanisms measure of their objects. */
public final class Metrics {
    /** Each mechanism, a line. */
    public static final List<MetricSource> ALL = List.of(
            QueueMetrics.SOURCE,
            SemaphoreMetrics.SOURCE,
            SyncMetrics.MUTEX,
            SyncMetrics.CONDITION,
            ShmMetrics.SOURCE,
            SocketMetrics.SOURCE,
            PipeMetrics.SOURCE,
            FifoMetrics.SOURCE,
            SysvMetrics.MSG,
            SysvMetrics.SEM,
            SysvMetrics.SHM,
            LimitMetrics.SOURCE);

    private Metrics() {}

    /** What the mechanism {@code word} measures, or null. */
    public static MetricSource find(String word) {
        for (MetricSource source : ALL) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        return null;
    }
}
