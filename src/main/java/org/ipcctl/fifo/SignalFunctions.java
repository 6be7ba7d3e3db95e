package org.ipcctl.fifo;

import jnr.ffi.annotations.In;
import org.ipcctl.kernel.Native;

/** What it takes to interrupt a thread in a system call: sigaction(2), pthread_kill(3), eventfd(2). */
final class SignalFunctions {
    static final Functions C = Native.load(Functions.class);

    private SignalFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int sigaction(int signal, @In byte[] action, @In byte[] old);

        long pthread_self();

        int pthread_kill(long thread, int signal);

        int eventfd(int count, int flags);
    }
}
