package org.ipcctl.pipe;

import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ReadingEnd;

/** An end of a pipe, or of a FIFO, that another process has open. */
public final class PipeEnd {
    private static final String ANONYMOUS = "pipe";

    private final OpenFile file;

    private PipeEnd(OpenFile file) {
        this.file = file;
    }

    /**
     * The descriptor {@code number} of the process {@code pid}.
     *
     * @throws KernelException EACCES where it may not be looked at, ENOENT where there is no such descriptor or process
     */
    public static PipeEnd at(long pid, int number) {
        return new PipeEnd(OpenFiles.at(pid, number));
    }

    /** What it is open on, as /proc names it. */
    public String link() {
        return file.link();
    }

    /** Whether it is a pipe or FIFO. */
    public boolean isPipe() {
        return file.inode(ANONYMOUS) >= 0 || file.link().startsWith("/") && status().kind() == FileStatus.Kind.FIFO;
    }

    private FileStatus status() {
        return FileStatus.of("/proc/" + file.pid() + "/fd/" + file.number());
    }

    /** A copy of it, which the caller closes; it counts as one more end while it is open. */
    public Fd borrow() {
        return file.borrow();
    }

    /**
     * A copy of the reading end of its pipe, which the caller closes; null where no process that can be seen has it
     * open.
     */
    public Fd borrowReader() {
        OpenFile.Info info = file.info();
        if (info != null && info.isReadable()) {
            return file.borrow();
        }
        if (file.inode(ANONYMOUS) >= 0) {
            return ReadingEnd.look(other -> other.link().equals(file.link()) ? other.info() : null).borrowed();
        }
        FileStatus fifo = status();
        return ReadingEnd.look(other -> other.of(fifo)).borrowed();
    }
}
