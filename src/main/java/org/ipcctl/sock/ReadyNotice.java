package org.ipcctl.sock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;

/**
 * Tells the service manager that a service is ready, as sd_notify(3) does: a datagram to the socket that NOTIFY_SOCKET
 * names.
 */
public final class ReadyNotice {
    private static final String READY = "READY=1";
    /** A manager that takes nothing for so long does not wait for it either. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ReadyNotice() {}

    /**
     * Sends it.
     *
     * @param place what NOTIFY_SOCKET says: a path, or {@code @} and an abstract name as it is
     * @throws org.ipcctl.kernel.KernelException where nobody can be told
     */
    public static void send(String place) {
        SocketAddress address = place.startsWith("@") ? SocketAddress.ofAbstract(place.substring(1))
                : new SocketAddress(place);
        try (UnixSocket socket = UnixSocket.connect(address, List.of(SocketType.DGRAM), ConnectRetry.none(), null)) {
            byte[] text = READY.getBytes(StandardCharsets.US_ASCII);
            new MessageSender(socket, Deadline.in(PATIENCE))
                    .send(ByteBuffer.allocateDirect(text.length).put(text).flip(), 0);
        }
    }
}
