package org.ipcctl.kernel;

import static org.ipcctl.kernel.LibC.C;

import java.nio.ByteOrder;

/**
 * How much a terminal shows, {@code ioctl_tty(2)}; 0 and 0 where a descriptor is no terminal's, or that does not tell.
 */
public record WindowSize(int rows, int columns) {
    private static final int TIOCGWINSZ = 0x5413;
    private static final WindowSize UNKNOWN = new WindowSize(0, 0);

    /** That of the terminal behind {@code fd} at this moment. */
    public static WindowSize of(Fd fd) {
        // struct winsize: rows, columns and two that nobody uses, two bytes each.
        int[] size = new int[2];
        if (!fd.isTerminal() || Syscall.attempt("ioctl", fd.name(), () -> C.ioctl(fd.number(), TIOCGWINSZ, size),
                "TIOCGWINSZ") != 0) {
            return UNKNOWN;
        }
        int first = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.rotateLeft(size[0], 16) : size[0];
        return new WindowSize(first >>> 16, first & 0xFFFF);
    }
}
