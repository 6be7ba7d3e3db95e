package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.SocketType;

/**
 * Is told of what passes through a {@link Proxy}, by several threads at once, and makes none of them wait.
 * Conversations are numbered from 1; one of datagrams is all that goes to and from one address.
 */
public interface Tap {
    /** Who sends something. */
    enum Party {
        CLIENT, SERVER;

        Party other() {
            return this == CLIENT ? SERVER : CLIENT;
        }
    }

    /**
     * One begins.
     *
     * @param client who connected, or sent the first datagram
     * @param from   the address that it is bound to, or null
     */
    void opened(long conversation, Credentials client, SocketType type, String from);

    /**
     * Something has come, and is handed on behind this; {@code data} and {@code descriptors} are not to be kept or
     * changed.
     */
    void came(long conversation, Party from, ByteBuffer data, List<Fd> descriptors);

    /** {@code from} has sent all that it is going to send, which is handed on behind this. */
    void ended(long conversation, Party from);

    /** It could not go on. */
    void failed(long conversation, RuntimeException failure);

    /** It is over, which either side sees behind this. */
    void closed(long conversation);
}
