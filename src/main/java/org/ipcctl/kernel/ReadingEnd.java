package org.ipcctl.kernel;

import java.util.function.Function;

/**
 * Looks for a process that has the reading end of a pipe or FIFO open, and borrows it. Nobody notices: a pipe cannot be
 * opened by its other end, and to open a FIFO could release a process that waits for its other side.
 */
public final class ReadingEnd {
    private Fd end;
    private boolean isOpen;
    private boolean complete;
    private KernelException refusal;

    private ReadingEnd() {}

    /**
     * Looks at all processes; {@code how} says how a descriptor has the pipe or FIFO open, or null where it is open on
     * something else.
     */
    public static ReadingEnd look(Function<OpenFile, OpenFile.Info> how) {
        ReadingEnd found = new ReadingEnd();
        try {
            found.complete = OpenFiles.look(file -> found.look(file, how)).isComplete();
        } catch (RuntimeException e) {
            if (found.end != null) {
                found.end.close();
            }
            throw e;
        }
        return found;
    }

    private void look(OpenFile file, Function<OpenFile, OpenFile.Info> how) {
        OpenFile.Info info = end == null ? how.apply(file) : null;
        if (info == null) {
            return;
        }
        isOpen |= info.isReadable() || info.isWritable();
        if (!info.isReadable()) {
            return;
        }
        try {
            end = file.borrow();
        } catch (KernelException e) {
            if (e.is(Errno.EMFILE) || e.is(Errno.ENFILE)) {
                throw e;
            } else if (!e.is(Errno.ESRCH) && !e.is(Errno.EBADF)) {
                refusal = e;
            }
        }
    }

    /**
     * The copy, which the caller closes; null where no process that can be seen has one.
     *
     * @throws KernelException EPERM where those who have one may not be traced, ENOSYS before Linux 5.6
     */
    public Fd borrowed() {
        if (end == null && refusal != null) {
            throw refusal;
        }
        return end;
    }

    /** Whether any process that can be seen has an end open. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Whether every process could be looked at. */
    public boolean isComplete() {
        return complete;
    }
}
