package org.ipcctl.fifo;

import org.ipcctl.kernel.Native;

/** What tells a thread that another is done: eventfd(2). */
final class SignalFunctions {
    static final Functions C = Native.load(Functions.class);

    private SignalFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int eventfd(int count, int flags);
    }
}
