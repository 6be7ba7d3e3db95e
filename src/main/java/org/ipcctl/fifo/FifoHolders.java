package org.ipcctl.fifo;

import java.util.SortedSet;
import java.util.TreeSet;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.PipeBuffer;

/**
 * Who has a FIFO open, as far as /proc shows it to this process, and what is queued in it. Nobody notices the look: the
 * FIFO is not opened, which could release a process that waits for its other side, but a holder's own descriptor is
 * borrowed. Processes that still wait in open(2) do not show in /proc. See {@code proc(5)}, {@code pidfd_getfd(2)}.
 */
public final class FifoHolders {
    private final FileStatus fifo;
    private final SortedSet<Long> readers = new TreeSet<>();
    private final SortedSet<Long> writers = new TreeSet<>();
    private boolean complete;
    private Long queued;
    private Long capacity;

    private FifoHolders(FileStatus fifo) {
        this.fifo = fifo;
    }

    /** Looks at all processes. */
    public static FifoHolders of(FileStatus fifo) {
        FifoHolders holders = new FifoHolders(fifo);
        // What this process inherited is held by its parent, too; by itself it only looks.
        long own = ProcessHandle.current().pid();
        holders.complete = OpenFiles.look(file -> {
            if (file.pid() != own) {
                holders.look(file);
            }
        }).isComplete();
        if (holders.queued == null && holders.complete && holders.readers.isEmpty() && holders.writers.isEmpty()) {
            // The kernel drops what is in a FIFO with the last process that has it open.
            holders.queued = 0L;
        }
        return holders;
    }

    private void look(OpenFile file) {
        OpenFile.Info info = file.of(fifo);
        if (info == null) {
            return;
        }
        if (info.isReadable()) {
            readers.add(file.pid());
        }
        if (info.isWritable()) {
            writers.add(file.pid());
        }
        if (queued == null && (info.isReadable() || info.isWritable())) {
            measure(file);
        }
    }

    /** Needs the right to trace the holder: the same user, or root. */
    private void measure(OpenFile file) {
        try (Fd end = file.borrow()) {
            long bytes = end.readable();
            capacity = (long) PipeBuffer.capacity(end);
            queued = bytes;
        } catch (KernelException e) {
            if (e.is(Errno.EMFILE) || e.is(Errno.ENFILE)) {
                throw e;
            }
            // Not permitted, gone, or a kernel before 5.6: the size stays unknown.
        }
    }

    /** Processes that have it open for reading. */
    public SortedSet<Long> readers() {
        return readers;
    }

    /** Processes that have it open for writing. */
    public SortedSet<Long> writers() {
        return writers;
    }

    /** Whether all processes could be looked at; where not, there may be more holders. */
    public boolean isComplete() {
        return complete;
    }

    /** Bytes in it, or null where nobody would tell. */
    public Long queued() {
        return queued;
    }

    /** Bytes that fit into it, or null where nobody has it open or would tell. */
    public Long capacity() {
        return capacity;
    }
}
