package org.ipcctl.cli;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/**
 * What lies between two looks at something that tells nobody when it changes; it is over, too, when nobody reads our
 * output any more.
 */
public final class Pause {
    private final Fd outlet;
    private final Duration length;

    /** @param length more than nothing */
    public Pause(Context context, Duration length) {
        this.outlet = context.stdout();
        this.length = length;
    }

    /**
     * Waits until it is time for the next look, or for the last one at {@code deadline}.
     *
     * @throws KernelException EPIPE where the reader of standard output has gone
     */
    public void await(Deadline deadline) {
        int events = Poll.await(outlet, Poll.ERR, deadline.within(length));
        if (events != 0) {
            throw new KernelException("poll", outlet.name(), Errno.EPIPE);
        }
    }
}
