package org.ipcctl.kernel;

/**
 * What became of what was written, where the file system tells it only when the file is closed: EIO, ENOSPC or EDQUOT
 * of a file on another machine. See {@code close(2)}.
 */
public final class LateError {
    private LateError() {}

    /**
     * Asks, by closing another descriptor of the same open file; {@code written} stays open.
     *
     * @throws KernelException where something of it is lost
     */
    public static void check(Fd written) {
        Fd copy;
        try {
            copy = written.duplicate();
        } catch (KernelException closedOrNoneLeft) {
            // Then nobody can tell.
            return;
        }
        long outcome = Syscall.once("close", written.name(), () -> LibC.C.close(copy.number()));
        if (outcome < 0 && outcome != -Errno.EINTR) {
            throw new KernelException("close", written.name(), (int) -outcome);
        }
    }

    /** The same at the end of a process, to which a stream belongs that nobody closes; none is told of these calls. */
    public static void checkAtTheEnd(Fd written) {
        // What has not called into C has no need to begin now: it wrote a page of help.
        if (Native.hasBegun()) {
            Syscall.untold(() -> check(written));
        }
    }
}
