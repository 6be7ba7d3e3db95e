package org.ipcctl.relay;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.pipe.Pipe;

/**
 * The wait for what comes from the other side, which has an end in time only from where the input has ended: until then
 * it is the user who takes time. Two threads use one: the sender says that the input has ended, the receiver waits.
 */
final class Arrivals implements AutoCloseable {
    private final Fd socket;
    private final Fd out;
    /** Its writer is closed where the input has ended. */
    private final Pipe input = Pipe.open();
    private boolean inputEnded;
    private volatile long count;
    private volatile long countBeforeSending;

    /** @param out where what comes goes: the end of its reader ends the wait too */
    Arrivals(Fd socket, Fd out) {
        this.socket = socket;
        this.out = out;
    }

    /** The input has ended, and all of it was sent. */
    void inputEnded() {
        input.closeWriter();
    }

    /** Something came. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread alone writes it
    void came() {
        count++;
    }

    /** Something is about to be sent. */
    void sending() {
        countBeforeSending = count;
    }

    /** Whether something came since that. */
    boolean isAnswered() {
        return count != countBeforeSending;
    }

    /** How often something came. */
    long count() {
        return count;
    }

    /**
     * Waits.
     *
     * @param limit how long at most when the input has ended
     * @param idle  after which time it is over; null where no such time was agreed
     * @return false where it is over
     * @throws org.ipcctl.kernel.KernelException ETIMEDOUT, or EAGAIN, where {@code limit} has passed
     */
    boolean await(Deadline limit, Duration idle) {
        if (!inputEnded) {
            int[] ready = Poll.await(new Fd[] {socket, out, input.reader()}, new int[] {Poll.IN, Poll.ERR, Poll.IN},
                    Deadline.never());
            if (ready[0] != 0 || ready[1] != 0) {
                return true;
            }
            inputEnded = true;
        }
        Deadline last = limit.restarted();
        boolean agreed = idle != null && last.remainingNanos() > idle.toNanos();
        Deadline first = agreed ? Deadline.in(idle) : last;
        int[] ready = Poll.await(new Fd[] {socket, out}, new int[] {Poll.IN, Poll.ERR}, first);
        if (ready[0] == 0 && ready[1] == 0 && !agreed) {
            throw last.passed("poll", socket.name(), "the other side to send something");
        }
        return ready[0] != 0 || ready[1] != 0;
    }

    @Override
    public void close() {
        input.close();
    }
}
