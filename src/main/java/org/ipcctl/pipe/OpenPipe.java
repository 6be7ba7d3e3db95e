package org.ipcctl.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.PipeBuffer;

/** A pipe or FIFO that processes have open, as far as /proc shows them to this process. */
public final class OpenPipe {
    private final long inode;
    private final List<OpenFile> reading = new ArrayList<>();
    private final List<OpenFile> writing = new ArrayList<>();
    private boolean measured;
    private boolean refused;
    private Long queued;
    private Long capacity;

    /** What a process waits for at a pipe. */
    public enum State {
        /** A process sleeps in write(2): there is no room. */
        FULL("writer blocked: full"),
        /** A process sleeps in read(2): there is nothing in it. */
        EMPTY("reader waits: empty");

        private final String words;

        State(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** One of which no end is known yet. */
    public OpenPipe(long inode) {
        this.inode = inode;
    }

    /** Counts {@code file} among its ends. */
    public void add(OpenFile file, OpenFile.Access access) {
        if (access.reads()) {
            reading.add(file);
        }
        if (access.writes()) {
            writing.add(file);
        }
    }

    /** Takes the ends of {@code pid} away; whether others have the same ends. */
    boolean isSharedWithout(long pid) {
        boolean readsAlone = reading.removeIf(file -> file.pid() == pid) && reading.isEmpty();
        boolean writesAlone = writing.removeIf(file -> file.pid() == pid) && writing.isEmpty();
        return !readsAlone && !writesAlone && !(reading.isEmpty() && writing.isEmpty());
    }

    /** Its number, as in {@code pipe:[N]}. */
    public long inode() {
        return inode;
    }

    /** Processes that have its reading end open. */
    public SortedSet<Long> readers() {
        return pids(reading);
    }

    /** Processes that have its writing end open. */
    public SortedSet<Long> writers() {
        return pids(writing);
    }

    private static SortedSet<Long> pids(List<OpenFile> ends) {
        return ends.stream().map(OpenFile::pid).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Bytes in it, or null where no process that has it open may be asked. */
    public Long queued() {
        measure();
        return queued;
    }

    /** Bytes that fit into it, or null likewise. */
    public Long capacity() {
        measure();
        return capacity;
    }

    /** By a copy of an end, for which one needs the right to trace its process: the same user, or root. */
    private void measure() {
        if (measured) {
            return;
        }
        measured = true;
        List<OpenFile> ends = new ArrayList<>(reading);
        ends.addAll(writing);
        for (OpenFile file : ends) {
            try (Fd end = file.borrow()) {
                // The number may be open on something else by now.
                if (end.status().inode() == inode) {
                    long bytes = end.readable();
                    capacity = (long) PipeBuffer.capacity(end);
                    queued = bytes;
                    return;
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

    /**
     * Whether its bytes are not known because a process that has it open may not be asked, and not because it has gone.
     */
    boolean isRefused() {
        measure();
        return queued == null && refused;
    }

    /** What /proc proves that a process waits for, or null. Who waits in poll(2) or the like shows in no state. */
    public State state() {
        return isAsleep(writing, Blocked.Call.WRITE) ? State.FULL
                : isAsleep(reading, Blocked.Call.READ) ? State.EMPTY : null;
    }

    private static boolean isAsleep(List<OpenFile> ends, Blocked.Call call) {
        return pids(ends).stream().anyMatch(pid -> {
            Set<Integer> numbers = ends.stream().filter(file -> file.pid() == pid).map(OpenFile::number)
                    .collect(Collectors.toSet());
            return Blocked.isProven(pid, call, numbers);
        });
    }
}
