package org.ipcctl.kernel;

import com.kenai.jffi.Library;

/**
 * A signal to one thread of this process that does nothing but end the system call it blocks in with EINTR:
 * {@code pthread_kill(3)}, {@code sigaction(2)} without SA_RESTART, which would put the call back to sleep.
 *
 * <p>A thread that is about to enter the call and has not yet is not held up: who sends one sends it until it is heard.
 */
public final class ThreadSignal {
    /**
     * SIGURG, which means nothing to who does not ask for it. A real-time signal is queued, and so cannot be sent where
     * as many of this user are queued as the kernel allows (RLIMIT_SIGPENDING).
     */
    private static final int SIGNAL = 23;

    private final long thread;

    private ThreadSignal(long thread) {
        this.thread = thread;
    }

    /** For the calling thread. */
    public static ThreadSignal toThisThread() {
        Handler.install();
        return new ThreadSignal(Functions.C.pthread_self());
    }

    /** Sends it; the thread must not have ended. */
    public void send() {
        Functions.C.pthread_kill(thread, SIGNAL);
    }

    /** Set once for the process. */
    private static final class Handler {
        // Java code must not run in a handler; abs(3) takes an int, touches nothing, and is in every C library.
        static {
            SignalAction.bare(Library.getDefault().getSymbolAddress("abs")).install(SIGNAL);
        }

        static void install() {
            // Loading the class has done it.
        }
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            long pthread_self();

            int pthread_kill(long thread, int signal);
        }
    }
}
