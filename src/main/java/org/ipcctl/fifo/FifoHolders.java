package org.ipcctl.fifo;

import static org.ipcctl.fifo.HolderFunctions.C;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * Who has a FIFO open, as far as /proc shows it to this process, and what is queued in it. Nobody notices the look: the FIFO is not
 * opened, which could release a process that waits for its other side, but a holder's own descriptor is borrowed.
 * Processes that still wait in open(2) do not show in /proc. See {@code proc(5)}, {@code pidfd_getfd(2)}.
 */
public final class FifoHolders {
    /** These have the same numbers on every architecture. */
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_PIDFD_GETFD = 438;
    private static final int FIONREAD = 0x541B;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int O_ACCMODE = 3;

    private final FileStatus fifo;
    private final SortedSet<Long> readers = new TreeSet<>();
    private final SortedSet<Long> writers = new TreeSet<>();
    private boolean complete = true;
    private Long queued;
    private Long capacity;

    private FifoHolders(FileStatus fifo) {
        this.fifo = fifo;
    }

    /** Looks at all processes. */
    public static FifoHolders of(Fifo fifo) {
        FifoHolders holders = new FifoHolders(fifo.status());
        String[] names = new File("/proc").list((proc, name) -> Character.isDigit(name.charAt(0)));
        // Where /proc hides other users' processes (hidepid), it hides the first one too.
        holders.complete = names != null && new File("/proc/1").exists();
        String own = Long.toString(ProcessHandle.current().pid());
        for (String pid : names == null ? new String[0] : names) {
            // What this process inherited is held by its parent, too; by itself it only looks.
            if (!pid.equals(own)) {
                holders.look(pid);
            }
        }
        if (holders.queued == null && holders.complete && holders.readers.isEmpty() && holders.writers.isEmpty()) {
            // The kernel drops what is in a FIFO with the last process that has it open.
            holders.queued = 0L;
        }
        return holders;
    }

    private void look(String pid) {
        File directory = new File("/proc/" + pid + "/fd");
        String[] numbers = directory.list();
        if (numbers == null) {
            complete &= !new File("/proc/" + pid).exists();
            return;
        }
        for (String number : numbers) {
            try {
                if (isThis(FileStatus.of(directory + "/" + number))) {
                    held(Long.parseLong(pid), Long.parseLong(number));
                }
            } catch (IOException | KernelException e) {
                // The process has closed it or ended meanwhile, so it does not hold it.
            }
        }
    }

    private boolean isThis(FileStatus other) {
        return other.inode() == fifo.inode() && other.device() == fifo.device();
    }

    private void held(long pid, long number) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/fdinfo/" + number))) {
            if (!line.startsWith("flags:")) {
                continue;
            }
            int flags = (int) Long.parseLong(line.substring("flags:".length()).strip(), 8);
            if ((flags & Fd.O_PATH) != 0) {
                continue;
            }
            if ((flags & O_ACCMODE) != Fd.O_WRONLY) {
                readers.add(pid);
            }
            if ((flags & O_ACCMODE) != Fd.O_RDONLY) {
                writers.add(pid);
            }
            if (queued == null) {
                measure(pid, number);
            }
        }
    }

    /** Needs the right to trace the holder: the same user, or root. */
    private void measure(long pid, long number) {
        try (Fd process = Fd.own(Syscall.call("pidfd_open", "", () -> C.syscall(SYS_PIDFD_OPEN, pid, 0, 0), pid), "pidfd");
             Fd end = Fd.own(Syscall.call("pidfd_getfd", "",
                     () -> C.syscall(SYS_PIDFD_GETFD, process.number(), number, 0), pid, number), "FIFO")) {
            int[] bytes = new int[1];
            Syscall.call("ioctl", "", () -> C.ioctl(end.number(), FIONREAD, bytes), "FIONREAD");
            capacity = (long) end.control(F_GETPIPE_SZ, "F_GETPIPE_SZ", 0);
            queued = (long) bytes[0];
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
