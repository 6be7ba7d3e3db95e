package org.ipcctl.relay;

import org.ipcctl.kernel.Fd;

/** A whole stream from one descriptor to another. */
public final class Copy {
    private Copy() {}

    /**
     * Copies what comes from {@code from} to {@code to} until its end, or until the reader of {@code to} leaves: EPIPE.
     */
    public static void all(Fd from, Fd to) {
        try (StreamCopier mover = new StreamCopier(from, to)) {
            boolean more = true;
            while (more) {
                more = mover.move(null);
            }
        }
    }
}
