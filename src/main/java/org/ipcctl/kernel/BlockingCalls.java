package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * C calls that block in the kernel and know no timeout, or none on the monotonic clock: open(2) of a FIFO,
 * mq_receive(3), flock(2). The caller waits in the call itself, so that it has its place among those who wait for the
 * same and is woken by the kernel; whatever else may end the wait (the deadline, a {@link Watch}, {@link #end}) is
 * looked after by a second thread, which ends the call by a {@link ThreadSignal} when there is a reason and leaves it
 * alone until then.
 *
 * <p>One thread serves all calls of an object, and is started by the first of them. Calls are made by one thread at a
 * time.
 */
public final class BlockingCalls implements AutoCloseable {
    /** What {@link #attempt} returns once {@link #end} was called; no errno of a call that waits. */
    public static final long ENDED = -108;

    private static final long AGAIN_NANOS = 1_000_000;
    /** How often a watch without a descriptor is looked at. */
    private static final long LOOK_NANOS = 250_000_000;
    private static final long SLOW_NANOS = 1_000_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final List<Watch> watches;
    private final boolean looksRegularly;
    /** Whether a call that nothing else would end is one for {@link #end}. */
    private boolean endable;
    /** Run once, when a wait has lasted a second; then null. */
    private Runnable whenSlow;
    private Fd control;
    private Thread watcher;
    private boolean closed;

    /** Of the call that is under way: until when it may wait, null where there is none. */
    private Deadline current;
    private ThreadSignal caller;
    private long number;
    private long begun;
    private long verdict;
    /** The verdict on all calls from now on, or 0. */
    private long standing;
    /** What the watcher failed with, so that nobody looks after a wait any more; null where it did not. */
    private Throwable failure;
    /** When the watcher looks at the clock again, by System.nanoTime. */
    private long wakeAt = NEVER;

    /** Something besides the clock that ends a wait. It is looked at by another thread than the one that waits. */
    public interface Watch {
        /** A descriptor whose {@link #events} make it worth a look; null to look every now and then. */
        Fd descriptor();

        /** As in {@link Poll}. */
        int events();

        /**
         * Looks.
         *
         * @param seen the events of the descriptor, or 0
         * @return 0 to wait on; else what {@link #attempt} returns from now on, negative and not -1
         */
        long look(int seen);
    }

    /** Calls that these watches end. */
    public BlockingCalls(Watch... watches) {
        this.watches = List.of(watches);
        boolean regularly = false;
        for (Watch watch : watches) {
            regularly |= watch.descriptor() == null;
        }
        this.looksRegularly = regularly;
    }

    /** Has {@code notice} run, once and on another thread, when a wait has lasted a second. */
    public BlockingCalls whenSlow(Runnable notice) {
        whenSlow = notice;
        return this;
    }

    /** Has {@link #end} end calls also where there is neither a deadline nor a watch. */
    public BlockingCalls endable() {
        endable = true;
        return this;
    }

    /** Whether a wait was ended by the clock, a {@link ReaderGone} or {@link #end}. */
    static boolean isVerdict(long outcome) {
        return outcome == -Errno.ETIMEDOUT || outcome == ReaderGone.VERDICT || outcome == ENDED;
    }

    /**
     * As {@link Syscall#attempt}, but a call that blocks is given up when the deadline passes or a watch says so. A
     * call that succeeds at that very moment has succeeded, and what can be had at once is had, however late the caller
     * comes to it on a busy host; unless it may not wait at all ({@link Deadline#once}).
     *
     * @return what the call returned, or the negative error number: {@code -ETIMEDOUT} when the deadline passed first,
     *         the watch's own when that ended it, {@link #ENDED}
     */
    public long attempt(String name, String subject, LongSupplier body, Deadline deadline, Object... args) {
        if (deadline.isOnce()) {
            return -Errno.ETIMEDOUT;
        } else if (!deadline.isBounded() && watches.isEmpty() && whenSlow == null && !endable) {
            return Syscall.attempt(name, subject, body, args);
        }
        enter(deadline, name);
        boolean[] tried = new boolean[1];
        try {
            long outcome = Syscall.attempt(name, subject, () -> {
                long given = verdict();
                if (given != 0 && (given != -Errno.ETIMEDOUT || tried[0])) {
                    return given;
                }
                tried[0] = true;
                return body.getAsLong();
            }, args);
            if (outcome < 0) {
                rethrow();
            }
            return outcome;
        } finally {
            leave();
        }
    }

    private synchronized void rethrow() {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void enter(Deadline deadline, String name) {
        boolean tooLate;
        synchronized (this) {
            if (watcher == null && standing == 0) {
                start(name);
            }
            number++;
            current = deadline;
            caller = ThreadSignal.toThisThread();
            begun = System.nanoTime();
            verdict = standing;
            long wake = wake();
            tooLate = standing == 0 && wake != NEVER && (wakeAt == NEVER || wake - wakeAt < 0);
        }
        if (tooLate) {
            tellWatcher();
        }
    }

    private synchronized void leave() {
        current = null;
        caller = null;
    }

    private synchronized long verdict() {
        return verdict;
    }

    private void start(String name) {
        control = EventFd.open("eventfd");
        wakeAt = System.nanoTime();
        watcher = new Thread(this::watch, "watch over " + name);
        watcher.setDaemon(true);
        watcher.start();
    }

    private void tellWatcher() {
        ByteBuffer one = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, 1);
        control.writeFully(one);
    }

    /** When the watcher has to look at the clock for the present call. */
    private long wake() {
        long now = System.nanoTime();
        long wake = current == null ? NEVER : earlier(now, NEVER, current.remainingNanos());
        if (current != null && whenSlow != null) {
            wake = earlier(now, wake, begun + SLOW_NANOS - now);
        }
        return looksRegularly ? earlier(now, wake, LOOK_NANOS) : wake;
    }

    private static long earlier(long now, long wake, long inNanos) {
        // Centuries are never, so that nothing overflows.
        return inNanos > NEVER / 4 ? wake : wake == NEVER ? now + inNanos : Math.min(wake, now + inNanos);
    }

    private void watch() {
        try {
            watchUntilClosed();
        } catch (RuntimeException | Error e) {
            // A wait that nobody looks after any more must not go on.
            synchronized (this) {
                failure = e;
            }
            giveForGood(ENDED);
        }
    }

    private void watchUntilClosed() {
        Fd[] fds = new Fd[watches.size() + 1];
        int[] events = new int[fds.length];
        fds[0] = control;
        events[0] = Poll.IN;
        for (int i = 1; i < fds.length; i++) {
            Watch watch = watches.get(i - 1);
            fds[i] = watch.descriptor() == null ? control : watch.descriptor();
            events[i] = watch.descriptor() == null ? 0 : watch.events();
        }
        ByteBuffer counter = ByteBuffer.allocateDirect(Long.BYTES);
        while (true) {
            long remaining;
            synchronized (this) {
                if (closed || standing != 0) {
                    return;
                }
                wakeAt = wake();
                remaining = wakeAt == NEVER ? NEVER : Math.max(0, wakeAt - System.nanoTime());
            }
            int[] seen = Poll.await(fds, events,
                    remaining == NEVER ? Deadline.never() : Deadline.in(Duration.ofNanos(remaining)));
            if (seen[0] != 0) {
                control.read(counter.clear());
            }
            look(seen);
        }
    }

    private void look(int[] seen) {
        for (int i = 1; i < seen.length; i++) {
            Watch watch = watches.get(i - 1);
            long found = seen[i] != 0 || watch.descriptor() == null ? watch.look(seen[i]) : 0;
            if (found != 0) {
                giveForGood(found);
                return;
            }
        }
        long late;
        Runnable notice = null;
        synchronized (this) {
            late = current != null && current.hasPassed() ? number : 0;
            if (current != null && whenSlow != null && System.nanoTime() - begun >= SLOW_NANOS) {
                notice = whenSlow;
                whenSlow = null;
            }
        }
        if (notice != null) {
            notice.run();
        }
        if (late != 0) {
            give(late, -Errno.ETIMEDOUT);
        }
    }

    private void giveForGood(long found) {
        long present;
        synchronized (this) {
            standing = standing == 0 ? found : standing;
            present = current == null ? 0 : number;
        }
        if (present != 0) {
            give(present, found);
        }
    }

    /**
     * The caller may have looked at the verdict just before and not have entered the call yet, and a signal then is
     * without
     * effect: so it is sent until the caller is out.
     */
    private void give(long call, long found) {
        while (true) {
            synchronized (this) {
                if (current == null || number != call) {
                    return;
                }
                verdict = found;
                caller.send();
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    /**
     * Ends the call that is under way, and those to come before they block, with {@link #ENDED}, from another thread.
     * It returns when no call is under way any more; one that had succeeded by then has succeeded.
     */
    public void end() {
        giveForGood(ENDED);
    }

    /** Ends the second thread; no call may be under way. */
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            thread = watcher;
        }
        if (thread != null) {
            tellWatcher();
            joinFully(thread);
            control.close();
        }
    }

    /** What it polls must outlive it. */
    private static void joinFully(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
