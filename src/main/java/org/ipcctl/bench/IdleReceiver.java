package org.ipcctl.bench;

/** The receiving side of a transport that has none: it does nothing, and has nothing to tell. */
final class IdleReceiver extends Role {
    @Override
    void measure(Limits unused) {
        // The sending side does it all.
    }

    @Override
    ControlMessage result() {
        return done(0);
    }

    @Override
    long memory() {
        return 0;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
