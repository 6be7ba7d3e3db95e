package org.ipcctl.fifo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.kernel.RemoteMounts;

/** What is measured of the FIFOs that processes have open; where the others are, nobody knows. */
public final class FifoMetrics {
    /** One FIFO, whatever its name is by now. */
    private record Key(long device, long inode) {
    }

    private static final class Open {
        final String path;
        final Set<Long> readers = new TreeSet<>();
        final Set<Long> writers = new TreeSet<>();
        Long queued;
        Long capacity;
        boolean refused;

        Open(String path) {
            this.path = path;
        }

        void add(OpenFile file, OpenFile.Access access) {
            if (access.reads()) {
                readers.add(file.pid());
            }
            if (access.writes()) {
                writers.add(file.pid());
            }
            if (queued == null) {
                measure(file);
            }
        }

        /** Needs the right to trace the process: the same user, or root. */
        private void measure(OpenFile file) {
            try (Fd end = file.borrow()) {
                if (end.status().kind() == FileStatus.Kind.FIFO) {
                    long bytes = end.readable();
                    capacity = (long) PipeBuffer.capacity(end);
                    queued = bytes;
                }
            } catch (KernelException e) {
                if (e.is(Errno.EMFILE) || e.is(Errno.ENFILE)) {
                    throw e;
                }
                // Not permitted, gone, or a kernel before 5.6: perhaps the next one.
                refused |= !e.is(Errno.ESRCH) && !e.is(Errno.EBADF);
            }
        }
    }

    private static final MetricSet<List<Open>> ALL = MetricSet
            .of(new Metric<>("fifo_fifos", "FIFOs known to be open.", List::size));
    private static final MetricSet<Open> EACH = MetricSet.by("path", fifo -> fifo.path,
            new Metric<>("fifo_queued_bytes", "Bytes in the FIFO.", fifo -> fifo.queued),
            new Metric<>("fifo_capacity_bytes", "Bytes that the FIFO can hold.", fifo -> fifo.capacity),
            new Metric<>("fifo_readers", "Processes known to have the FIFO open for reading.",
                    fifo -> fifo.readers.size()),
            new Metric<>("fifo_writers", "Processes known to have the FIFO open for writing.",
                    fifo -> fifo.writers.size()));
    public static final MetricSource SOURCE = new MetricSource("fifo", List.of(ALL, EACH),
            () -> new FifoMetrics().look());

    private final long self = ProcessHandle.current().pid();
    private final Map<Key, Open> found = new HashMap<>();
    private final RemoteMounts remote = new RemoteMounts();

    private FifoMetrics() {}

    private Look look() {
        boolean complete = OpenFiles.look(this::look).isComplete();
        List<Open> fifos = new ArrayList<>(found.values());
        boolean refused = fifos.stream().anyMatch(fifo -> fifo.queued == null && fifo.refused);
        return new Look(List.of(ALL.measure(List.of(fifos)), EACH.measure(fifos)),
                !complete ? List.of(OpenFiles.notAll()) : refused ? List.of(MetricSource.TRACED) : List.of());
    }

    private void look(OpenFile file) {
        FileStatus status = file.pid() != self && file.isFile() && remote.mayAsk(file) ? file.status() : null;
        OpenFile.Access access = status != null && status.kind() == FileStatus.Kind.FIFO ? file.access() : null;
        if (access != null && (access.reads() || access.writes())) {
            found.computeIfAbsent(new Key(status.device(), status.inode()), key -> new Open(file.link())).add(file,
                    access);
        }
    }
}
