package org.ipcctl.cli;

import java.io.OutputStream;
import org.ipcctl.kernel.Fd;

/**
 * The three standard streams as they are handed to a command; a test hands in its own descriptors and reads what came.
 * Payload moves through descriptors, text through streams, which need no native code and so start faster.
 */
public interface Io {
    /** Where payload comes from. */
    Fd stdin();

    /** Where payload goes. Text that was printed before is flushed first. */
    Fd stdout();

    /** Where results and help go. */
    OutputStream out();

    /** Where diagnostics, progress and warnings go. */
    OutputStream err();

    /** Stderr for a CMD. */
    default Fd stderr() {
        return Fd.borrow(2, "standard error");
    }

    /** Whether this process has nothing else to do than the command, which may then become another program. */
    default boolean isWholeProcess() {
        return false;
    }

    /**
     * Told when all is written.
     *
     * @throws org.ipcctl.kernel.KernelException where it is known only now that something of it is lost
     */
    default void finish() {
        // Who hands in streams of his own closes them.
    }

    /** Told before a CMD is started, which may leave the streams otherwise than it found them. */
    default void runsCmd() {
        // Who gives a command streams of his own wants to know.
    }

    /** How wide the terminal is that results go to, in characters; 0 where they go elsewhere. */
    default int width() {
        return 0;
    }

    /** Whether stderr is a terminal, so that progress is welcome. */
    boolean errIsTerminal();

    /** Whether {@code failure}, thrown by {@link #out}, means that the reader has gone (EPIPE). */
    boolean readerHasGone(Exception failure);
}
