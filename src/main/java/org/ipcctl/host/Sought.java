package org.ipcctl.host;

import java.util.HashMap;
import java.util.Map;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketEntry;
import org.ipcctl.sock.SocketTable;

/**
 * An object that holders are looked for, told from all others by its inode.
 *
 * @param kind     the word of its kind
 * @param shown    how it is typed: {@code shm:/frame}
 * @param identity the file that it is; null for sockets
 * @param sockets  the sockets bound to an address, by inode, and whether each listens; empty for all else
 */
public record Sought(String kind, String shown, Identity identity, Map<Long, Boolean> sockets) {
    /** The word for FIFOs, which have a path and so are no {@link IpcKind}. */
    public static final String FIFO = "fifo";
    /** The word for sockets, which have an address. */
    public static final String SOCKET = "sock";

    /**
     * The object {@code name} of {@code kind}.
     *
     * @throws org.ipcctl.kernel.KernelException ENOENT where there is none
     */
    public static Sought of(IpcKind<?> kind, String name) {
        return new Sought(kind.word(), kind.word() + ":" + name, kind.identify(name), Map.of());
    }

    /**
     * The FIFO at {@code path}.
     *
     * @throws org.ipcctl.fifo.NotAFifoException where there is something else
     */
    public static Sought fifo(String path) {
        try (Fifo fifo = Fifo.at(path)) {
            return new Sought(FIFO, FIFO + ":" + path, Identity.open(fifo.status()), Map.of());
        }
    }

    /** The sockets bound to {@code address}: a listener, and what it accepted; null where there is none. */
    public static Sought socket(SocketAddress address) {
        SocketTable.Place place = SocketTable.Place.of(address);
        Map<Long, Boolean> sockets = new HashMap<>();
        for (SocketEntry entry : SocketTable.read()) {
            if (entry.inode() != null && place.holds(entry)) {
                sockets.put(entry.inode(), entry.isListening());
            }
        }
        return sockets.isEmpty() ? null : new Sought(SOCKET, SOCKET + ":" + address.text(), null, sockets);
    }
}
