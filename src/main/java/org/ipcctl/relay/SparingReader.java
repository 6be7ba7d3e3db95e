package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.Poll;

/**
 * A {@link BlockReader} that leaves in its source what is not {@link #delivered}, whatever ends it: the next reader
 * goes on there. Only kill -9 can leave there what was delivered, too, and not where somebody waits.
 *
 * <p>Of a pipe, FIFO or stream socket ({@link LookAhead}) nothing is taken before it is delivered, and a regular file
 * gets its position back. What had to be taken is in hand: a record that is longer than half a pipe, of a socket also
 * one of which nothing has come for a second, or for a millisecond where the writer is known to wait for room; of
 * anything else what a read(2) gave. A signal waits for that to be delivered, for a second.
 */
final class SparingReader extends BlockReader {
    private static final long PATIENCE_MILLIS = 1000;
    private static final int YIELDS = 4;
    /** As a power of two, in milliseconds. */
    private static final int LONGEST_SLICE = 7;
    /** Waits of about a second, for a record that has come in part and might be in the way of its rest. */
    private static final int PATIENT = YIELDS + LONGEST_SLICE + 1 + 6;
    /** Of a millisecond: the last time that such a part was taken, more came at once. */
    private static final int HASTY = YIELDS + 1;
    private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Fd from;
    private final boolean isFile;
    /** Null where there is no looking. */
    private final LookAhead ahead;
    /**
     * An open file of our own, so that its lock keeps those out who were started with the same standard input; or null.
     */
    private final Fd own;
    private final boolean finishes;
    private final Interruption interruption = Interruption.ofThisThread();
    private final Thread reader = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExitHook atEnd;
    private boolean locked;
    /** How often a record that has come in part was waited for since something of it came. */
    private int waits;
    /** How often it is waited for before what might be in the way is taken. */
    private int patience = PATIENT;
    /** When it was taken last, until more has come; or 0. */
    private long guessed;
    /** The offset of the first byte that is still in the source. */
    private long takenTo;
    /** The offset of the first byte that is not delivered. */
    private long deliveredTo;
    private volatile boolean ending;
    private volatile boolean holding;

    /** @param finishes whether a record that is in hand is to be delivered where a signal comes */
    SparingReader(Fd from, long most, boolean finishes) {
        super(from, most);
        this.from = from;
        this.finishes = finishes;
        this.isFile = from.status().kind() == FileStatus.Kind.REGULAR;
        this.ahead = LookAhead.into(from);
        this.own = from.status().kind() == FileStatus.Kind.FIFO ? anew(from) : null;
        this.atEnd = ExitHook.run("what was not sent", this::atTheEnd);
    }

    private static Fd anew(Fd from) {
        try {
            return Fd.open("/proc/self/fd/" + from.number(), Fd.O_RDONLY | Fd.O_NONBLOCK, 0, from.name());
        } catch (KernelException notOurs) {
            return null;
        }
    }

    @Override
    boolean more() {
        settle();
        return super.more();
    }

    @Override
    boolean fill(ByteBuffer into) {
        if (ahead == null) {
            boolean came = super.fill(into);
            takenTo = offset() + into.position();
            holding = came && finishes && !isFile;
            return came;
        }
        int seen = into.position() - inHand();
        boolean waited = false;
        while (true) {
            lock();
            // Before the look, so that what was written until then is seen.
            boolean over = seen > 0 && LookAhead.hasEnded(from);
            int known = seen;
            int count = ahead.look(from, into.position(inHand()));
            seen = Math.max(0, count);
            if (count != known) {
                waits = 0;
                learn(count);
            }
            if (count == 0 || count > 0 && (waited || count != known)) {
                return count > 0;
            } else if (count > 0 && isInTheWay(count)) {
                takeInHand(into, count);
                seen = 0;
            } else if (over) {
                return false;
            } else {
                await(seen);
                waited = true;
            }
        }
    }

    /** Whether nothing more can come as long as the {@code count} bytes stay where they are, or might not. */
    private boolean isInTheWay(int count) {
        if (ahead.isInTheWay(from, count)) {
            return true;
        } else if (ahead.isSure() || waits <= patience) {
            return false;
        }
        guessed = System.nanoTime();
        return true;
    }

    /** A writer that goes on as soon as something is taken was waiting for that, and will be when there is as much. */
    private void learn(int count) {
        if (guessed != 0 && count >= 0) {
            patience = count > 0 && System.nanoTime() - guessed < AT_ONCE_NANOS ? HASTY : PATIENT;
            guessed = 0;
        }
    }

    /** Of what is unused, which begins with it. */
    private int inHand() {
        return (int) Math.max(0, takenTo - offset());
    }

    private void takeInHand(ByteBuffer into, int count) {
        if (finishes) {
            hold();
        }
        take(into.duplicate().limit(inHand() + count).position(inHand()));
    }

    private void await(int seen) {
        if (inHand() == 0) {
            unlock();
        }
        if (seen > 0 && waits++ < YIELDS) {
            // A writer that was waiting for room is about to go on.
            Thread.yield();
        } else if (seen > 0) {
            ahead.awaitMore(from, Deadline.in(Duration.ofMillis(1L << Math.min(waits - YIELDS - 1, LONGEST_SLICE))));
        } else {
            Poll.await(from, Poll.IN, Deadline.never());
        }
    }

    @Override
    void settle() {
        int count = (int) (deliveredTo - takenTo);
        if (count > 0) {
            int start = unused().position() - (int) (offset() - takenTo);
            take(unused().duplicate().limit(start + count).position(start));
        }
    }

    /** The same bytes once more, unless somebody cut in. */
    private void take(ByteBuffer looked) {
        takenTo += looked.remaining();
        Fd source = own == null ? from : own;
        while (looked.hasRemaining() && source.readSome(looked) > 0) {
            // On to the next part.
        }
    }

    @Override
    int settled() {
        return inHand();
    }

    @Override
    void delivered() {
        deliveredTo = offset();
        if (holding && deliveredTo >= takenTo) {
            letGo();
        }
        if (ending && !holding) {
            close();
            ExitHook.await();
        }
    }

    private void hold() {
        if (!mayHold()) {
            close();
            ExitHook.await();
        }
    }

    /** Not where the end has begun; but of what was in hand by then the rest is wanted, too. */
    private synchronized boolean mayHold() {
        holding |= !ending;
        return holding;
    }

    private synchronized void letGo() {
        holding = false;
        notifyAll();
    }

    private void lock() {
        if (own != null && !locked) {
            LookAhead.lock(own, LookAhead.LOCK_EX);
            locked = true;
        }
    }

    private void unlock() {
        if (locked) {
            LookAhead.lock(own, LookAhead.LOCK_UN);
            locked = false;
        }
    }

    private void atTheEnd() {
        try {
            awaitHandsFree();
            if (Thread.currentThread() != reader) {
                Thread asking = new Thread(interruption::ask, "end of a wait");
                asking.setDaemon(true);
                asking.start();
                closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private synchronized void awaitHandsFree() throws InterruptedException {
        ending = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (holding && closed.getCount() > 0 && System.nanoTime() - end < 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
        }
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            settle();
            if (isFile) {
                from.goBack(takenTo - deliveredTo);
            }
            unlock();
        } finally {
            interruption.close();
            letGo();
            closed.countDown();
            atEnd.close();
            ExitHook.giveWay();
            if (ahead != null) {
                ahead.close();
            }
            if (own != null) {
                own.close();
            }
        }
    }
}
