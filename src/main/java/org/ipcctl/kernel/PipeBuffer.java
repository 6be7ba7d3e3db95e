package org.ipcctl.kernel;

/** A new pipe, and what a pipe or FIFO can hold: {@code F_GETPIPE_SZ} and {@code F_SETPIPE_SZ} of fcntl(2). */
public final class PipeBuffer {
    /** What a pipe that poll(2) calls writable has room for, and the least that one can hold: PIPE_BUF, pipe(7). */
    public static final int PAGE = 4096;
    private static final int LARGE = 1 << 20;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    private PipeBuffer() {}

    /** pipe2(2): the read end and the write end of a new one, close-on-exec, and with {@code flags}. */
    public static Fd[] open(int flags) {
        int[] ends = new int[2];
        Syscall.call("pipe2", "pipe", () -> LibC.C.pipe2(ends, flags | Fd.O_CLOEXEC), "O_CLOEXEC");
        return new Fd[] {Fd.own(ends[0], "pipe (read end)"), Fd.own(ends[1], "pipe (write end)")};
    }

    /**
     * Has {@code end} hold 1 MiB where it is a pipe or FIFO and that is allowed: in one of the usual 64 KiB each side
     * wakes the other up for so little.
     *
     * @return whether it is one
     */
    public static boolean enlarge(Fd end) {
        if (end.status().kind() != FileStatus.Kind.FIFO) {
            return false;
        }
        try {
            if (capacity(end) < LARGE) {
                resize(end, LARGE);
            }
        } catch (KernelException limited) {
            // A small one does too.
        }
        return true;
    }

    /** Bytes that fit into the pipe behind {@code end}. */
    public static int capacity(Fd end) {
        return end.control(F_GETPIPE_SZ, "F_GETPIPE_SZ", 0);
    }

    /**
     * Makes it hold at least {@code bytes}; the kernel rounds up to a power of two pages.
     *
     * @return the capacity it has now
     * @throws KernelException EPERM above a limit, EBUSY where more than that is in it
     */
    public static int resize(Fd end, long bytes) {
        return end.control(F_SETPIPE_SZ, "F_SETPIPE_SZ", bytes);
    }
}
