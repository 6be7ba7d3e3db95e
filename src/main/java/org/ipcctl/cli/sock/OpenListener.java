package org.ipcctl.cli.sock;

import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.AtEnd;
import org.ipcctl.kernel.Files;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;

/** A listener whose file does not outlive this process, also where a signal ends it. */
final class OpenListener implements AutoCloseable {
    /** What bind(2) creates a socket's file with, before the umask. */

    private AtEnd removal;
    private Listener listener;

    private OpenListener() {
    }

    static OpenListener at(SocketAddress address, SocketType type, FileMode mode) {
        int permissions = mode != null ? mode.resolve(Files.ALL_PERMISSIONS, Files.umask()) : -1;
        OpenListener open = new OpenListener();
        open.removal = AtEnd.run("removal of the socket file", open::removeFile);
        open.open(address, type, permissions);
        return open;
    }

    /** A signal that comes while the file is being created waits until it can be removed. */
    private synchronized void open(SocketAddress address, SocketType type, int permissions) {
        try {
            listener = Listener.open(address, type, permissions);
        } finally {
            if (listener == null) {
                removal.close();
            }
        }
    }

    private synchronized void removeFile() {
        if (listener != null) {
            listener.remove();
        }
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
        removal.close();
    }
}
