package org.ipcctl.fifo;

import static org.ipcctl.fifo.SignalFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.kernel.ThreadSignal;

/**
 * A C call that blocks and knows no timeout, ended at a deadline by a signal.
 *
 * <p>open(2) of a FIFO is such a call, and nothing else tells when the other side opens: inotify(7) reports IN_OPEN after
 * an open has succeeded, so a process that still blocks in its open is never reported, and two that wait for each other's
 * event wait for ever; trying again and again costs time and sleep. So the caller blocks in the call itself and is woken by
 * the kernel the moment the other side is there, while a second thread watches the clock. When that runs out, a
 * {@link ThreadSignal} ends the call.
 */
final class Interruptible {
    /** {@link #attempt} gave up because {@code watched} hung up. */
    static final long HUNG_UP = -125;

    private static final int EFD_CLOEXEC = Fd.O_CLOEXEC;
    private static final int NVAL = 0x20;
    private static final Duration AGAIN = Duration.ofMillis(1);

    private Interruptible() {
    }

    /**
     * As {@link Syscall#attempt}, but gives up when the deadline passes or {@code watched} hangs up.
     *
     * @param watched null, or a descriptor whose reader's leaving ends the wait too
     * @return what the call returned, or the negative error number: {@code -ETIMEDOUT} when the deadline passed first,
     *         {@link #HUNG_UP} when {@code watched} did
     */
    static long attempt(String name, String subject, LongSupplier body, Deadline deadline, Fd watched) {
        if (!deadline.isBounded() && watched == null) {
            return Syscall.attempt(name, subject, body);
        }
        try (Fd done = Fd.own(Syscall.call("eventfd", "", () -> C.eventfd(0, EFD_CLOEXEC)), "eventfd")) {
            Clock clock = new Clock(ThreadSignal.toThisThread(), done, deadline, watched);
            Thread thread = new Thread(clock, "deadline of " + name);
            thread.setDaemon(true);
            thread.start();
            try {
                return Syscall.attempt(name, subject, () -> clock.verdict != 0 ? clock.verdict : body.getAsLong());
            } finally {
                ByteBuffer one = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).putLong(0, 1);
                done.writeFully(one);
                joinFully(thread);
            }
        }
    }

    /** The eventfd must outlive the other thread's poll. */
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

    /** Watches the deadline until {@code done} is written to. */
    private static final class Clock implements Runnable {
        private final ThreadSignal caller;
        private final Fd done;
        private final Deadline deadline;
        private final Fd watched;
        /** What the caller's next attempt returns instead of blocking again; 0 while it may wait. */
        private volatile long verdict;

        Clock(ThreadSignal caller, Fd done, Deadline deadline, Fd watched) {
            this.caller = caller;
            this.done = done;
            this.deadline = deadline;
            this.watched = watched;
        }

        @Override
        public void run() {
            Fd second = watched == null ? done : watched;
            int[] seen = Poll.await(new Fd[] {done, second}, new int[] {Poll.IN, watched == null ? 0 : Poll.ERR}, deadline);
            if (seen[0] != 0) {
                return;
            }
            verdict = (seen[1] & (Poll.ERR | Poll.HUP | NVAL)) != 0 ? HUNG_UP : -Errno.ETIMEDOUT;
            // The caller may have looked at the verdict just before and not have entered the call yet, and a signal then is
            // without effect: so send it until the caller says that it is out.
            do {
                caller.send();
            } while (Poll.await(done, Poll.IN, Deadline.in(AGAIN)) == 0);
        }
    }
}
