package org.ipcctl.relay;

import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.sock.UnixSocket;

/**
 * Ends a conversation in which nothing has moved for the time of {@link Terms#idle}, or that has reached
 * {@link Terms#end}: it shuts the socket down, which wakes whoever waits for either direction. What had come by then is
 * there to be delivered.
 */
final class Watchdog implements AutoCloseable {
    /** In the time of {@link Terms#idle}. */
    private static final int LOOKS = 8;
    /** For so long a busy host may not run a thread that has something to move, while it runs this one. */
    private static final long STARVED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final UnixSocket socket;
    private final Fd in;
    private final Fd out;
    private final Terms terms;
    private final boolean watches;
    private volatile long lastMove = System.nanoTime();
    private volatile boolean inputEnded;
    /** The move behind which this process did not run for {@link #absent} nanoseconds, being stopped or starved. */
    private long moveBefore;
    private long absent;
    private int unsent;
    private boolean closed;
    private boolean ended;
    /** Null where its end was as agreed. */
    private KernelException failure;

    /**
     * @param in  where what is sent comes from; null where nothing is
     * @param out where what comes goes
     */
    Watchdog(UnixSocket socket, Fd in, Fd out, Terms terms) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.terms = terms;
        this.watches = terms.idle() != null || terms.end().isBounded();
        if (watches) {
            Thread thread = new Thread(this::watch, "end of " + socket.fd().name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** {@code bytes} moved, in whichever direction; or something did that is no byte of the conversation. */
    void moved(long bytes) {
        terms.moved().add(bytes);
        if (watches) {
            lastMove = System.nanoTime();
        }
    }

    /** The input has ended. Where the other side is not told that, silence is how the conversation ends from now on. */
    void inputEnded() {
        moved(0);
        inputEnded = true;
    }

    private synchronized void watch() {
        try {
            while (!closed && !ended) {
                look();
                long idle = idleLeft();
                if (idle <= 0 && idle > -STARVED_NANOS && somethingCouldMove()) {
                    idle = 1 + terms.idle().toNanos() / LOOKS;
                }
                long left = Math.min(idle, terms.end().remainingNanos());
                if (left <= 0) {
                    end();
                } else {
                    sleep(terms.idle() == null ? left : Math.min(left, 1 + terms.idle().toNanos() / LOOKS));
                }
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    /** What came while nobody here could take it is no silence of the other side. */
    private void sleep(long nanos) throws InterruptedException {
        long begun = System.nanoTime();
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
        long move = lastMove;
        if (move != moveBefore) {
            moveBefore = move;
            absent = 0;
        }
        absent += Math.max(0, System.nanoTime() - begun - nanos);
    }

    /** The other side may take for long from a full buffer before there is room for more. */
    private void look() {
        int now = terms.idle() == null ? 0 : socket.fd().unsent();
        if (now != unsent) {
            unsent = now;
            moved(0);
        }
    }

    /** Whether the silence is ours: there is something to take, perhaps an end, and room for it. */
    private boolean somethingCouldMove() {
        return in != null && !inputEnded && isReady(in, Poll.IN | Poll.HUP) && isReady(socket.fd(), Poll.OUT)
                || socket.fd().readable() > 0 && isReady(out, Poll.OUT);
    }

    private static boolean isReady(Fd fd, int events) {
        return (Poll.await(fd, events, Deadline.once()) & events) != 0;
    }

    private long idleLeft() {
        long move = lastMove;
        return terms.idle() == null ? Long.MAX_VALUE
                : terms.idle().toNanos() + (move == moveBefore ? absent : 0) - (System.nanoTime() - move);
    }

    private void end() {
        ended = true;
        boolean silenceIsTheEnd = inputEnded && (terms.keepOpen() || !socket.type().isConnected());
        if (terms.end().hasPassed()) {
            failure = terms.end().passed("poll", socket.fd().name(), "the conversation to end");
        } else if (!silenceIsTheEnd) {
            failure = Deadline.in(terms.idle()).passed("poll", socket.fd().name(), "anything to move");
        }
        socket.endAll();
    }

    /** Whether it ended the conversation. */
    synchronized boolean isOver() {
        return ended;
    }

    /**
     * As {@link #isOver}, so that a failure to send says nothing more.
     *
     * @throws KernelException ETIMEDOUT where that was not as agreed
     */
    synchronized boolean hasEnded() {
        if (failure != null) {
            throw failure;
        }
        return ended;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
