package org.ipcctl.fifo;

import static org.ipcctl.fifo.SignalFunctions.C;

import com.kenai.jffi.Library;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/**
 * A C call that blocks and knows no timeout, ended at a deadline by a signal.
 *
 * <p>open(2) of a FIFO is such a call, and nothing else tells when the other side opens: inotify(7) reports IN_OPEN after
 * an open has succeeded, so a process that still blocks in its open is never reported, and two that wait for each other's
 * event wait for ever; trying again and again costs time and sleep. So the caller blocks in the call itself and is woken by
 * the kernel the moment the other side is there, while a second thread watches the clock. When that runs out, it sends the
 * caller's thread a signal whose handler does nothing, and the call fails with EINTR.
 */
final class Interruptible {
    /** {@link #attempt} gave up because {@code watched} hung up. */
    static final long HUNG_UP = -125;

    /** A real-time signal that neither glibc (32, 33) nor the JVM (62) uses. */
    private static final int SIGNAL = 41;
    /** struct sigaction of glibc on 64-bit Linux: handler, mask of 128 bytes, flags, restorer. */
    private static final int SIGACTION_SIZE = 152;
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
        Handler.install();
        try (Fd done = Fd.own(Syscall.call("eventfd", "", () -> C.eventfd(0, EFD_CLOEXEC)), "eventfd")) {
            Clock clock = new Clock(C.pthread_self(), done, deadline, watched);
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
        private final long caller;
        private final Fd done;
        private final Deadline deadline;
        private final Fd watched;
        /** What the caller's next attempt returns instead of blocking again; 0 while it may wait. */
        private volatile long verdict;

        Clock(long caller, Fd done, Deadline deadline, Fd watched) {
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
                C.pthread_kill(caller, SIGNAL);
            } while (Poll.await(done, Poll.IN, Deadline.in(AGAIN)) == 0);
        }
    }

    /** Set once for the process, with no SA_RESTART, which would put the call back to sleep. */
    private static final class Handler {
        // Java code must not run in a handler; abs(3) takes an int, touches nothing, and is in every C library.
        static {
            ByteBuffer action = ByteBuffer.allocate(SIGACTION_SIZE).order(ByteOrder.nativeOrder());
            action.putLong(0, Library.getDefault().getSymbolAddress("abs"));
            Syscall.call("sigaction", "", () -> C.sigaction(SIGNAL, action.array(), null), SIGNAL);
        }

        static void install() {
            // Loading the class has done it.
        }
    }
}
