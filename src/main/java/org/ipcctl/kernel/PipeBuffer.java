package org.ipcctl.kernel;

/** What is in a pipe or FIFO and what it holds: {@code F_GETPIPE_SZ} and {@code F_SETPIPE_SZ} of fcntl(2), {@code FIONREAD} of ioctl(2). */
public final class PipeBuffer {
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int FIONREAD = 0x541B;

    private PipeBuffer() {
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

    /** Bytes that are in it and were not read yet. */
    public static int unread(Fd end) {
        int[] count = new int[1];
        Syscall.call("ioctl", end.name(), () -> LibC.C.ioctl(end.number(), FIONREAD, count), "FIONREAD");
        return count[0];
    }
}
