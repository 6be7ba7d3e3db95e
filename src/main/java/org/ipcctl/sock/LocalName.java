package org.ipcctl.sock;

import org.ipcctl.kernel.ExitHook;

/**
 * The name of who connects, so that datagrams can be answered and others can tell it: bound at each attempt to connect
 * and given up where that fails. A path's file is there as long as the socket, and no longer.
 */
public final class LocalName implements AutoCloseable {
    private final SocketAddress address;
    private final boolean onlyDatagrams;
    private Binding binding;
    private boolean closed;
    private ExitHook removal;

    private LocalName(SocketAddress address, boolean onlyDatagrams) {
        this.address = address;
        this.onlyDatagrams = onlyDatagrams;
    }

    /** That address; {@code @} has the kernel choose an abstract name. */
    public static LocalName of(SocketAddress address) {
        LocalName name = new LocalName(address, false);
        name.removal = ExitHook.run("removal of the socket file", name::close);
        return name;
    }

    /** One that the kernel chooses, for datagrams: a connection is answered without. */
    public static LocalName chosenForDatagrams() {
        return new LocalName(new SocketAddress("@"), true);
    }

    /** A signal that comes meanwhile waits until what is created can be removed. */
    synchronized void bind(UnixSocket socket) {
        if (!closed && !(onlyDatagrams && socket.type().isConnected())) {
            binding = Binding.of(socket, address, -1);
        }
    }

    /** The attempt failed. */
    synchronized void unbind() {
        if (binding != null) {
            binding.remove();
            binding = null;
        }
    }

    /** Removes the file, as a signal that ends this process does; from now on nothing is bound any more. */
    @Override
    public synchronized void close() {
        closed = true;
        unbind();
        if (removal != null) {
            removal.close();
        }
    }
}
