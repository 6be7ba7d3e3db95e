package org.ipcctl.cli.sock;

import org.ipcctl.cli.Opt;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Files;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;

/** A listener whose file does not outlive this process, also where a signal ends it. */
final class OpenListener implements AutoCloseable {
    /** What bind(2) creates a socket's file with, before the umask. */
    private static final int DEFAULT_MODE = 0777;

    private final Listener listener;
    private final Thread hook;

    private OpenListener(Listener listener) {
        this.listener = listener;
        this.hook = new Thread(listener::remove, "end of " + listener.address());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static OpenListener at(SocketAddress address, SocketType type, Opt<FileMode> mode) {
        int permissions = mode.isGiven() ? mode.get().resolve(DEFAULT_MODE, Files.umask()) : -1;
        return new OpenListener(Listener.open(address, type, permissions));
    }

    Listener get() {
        return listener;
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops listening and removes the file, before or at the end. */
    void stop() {
        listener.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook runs or has run, and finds nothing more to do.
        }
    }
}
