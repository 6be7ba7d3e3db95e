package org.ipcctl.sock;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.Sysctl;

/** What the kernel keeps for a socket of any kind that is on its way: SO_SNDBUF and SO_RCVBUF of {@code socket(7)}. */
public final class SocketBuffers {
    private SocketBuffers() {}

    /** Bytes that the kernel keeps for sending, its own bookkeeping included. */
    public static int sending(Fd socket) {
        return SocketOption.SNDBUF.of(socket);
    }

    /**
     * Makes both hold {@code bytes}; the kernel doubles that for its bookkeeping, and quietly gives less where a limit
     * is lower, which is then asked for with the privilege to exceed it.
     *
     * @throws KernelException EPERM where the limit is lower, and this user may not exceed it
     */
    public static void resize(Fd socket, long bytes) {
        resizeSending(socket, bytes);
        resize(socket, SocketOption.RCVBUF, SocketOption.RCVBUFFORCE, (int) bytes, "rmem_max");
    }

    /**
     * Makes the one for sending hold a message of {@code bytes}, bookkeeping included; errors as of {@link #resize}.
     */
    public static void resizeSending(Fd socket, long bytes) {
        resize(socket, SocketOption.SNDBUF, SocketOption.SNDBUFFORCE, (int) bytes, "wmem_max");
    }

    /** Whether this process may have larger ones than {@code net.core.wmem_max} allows: CAP_NET_ADMIN. */
    public static boolean mayExceedLimits() {
        try (UnixSocket socket = UnixSocket.create(SocketType.DGRAM, "")) {
            return SocketOption.SNDBUFFORCE.attempt(socket.fd(), sending(socket.fd())) == 0;
        }
    }

    private static void resize(Fd socket, SocketOption option, SocketOption force, int bytes, String limit) {
        long most = Sysctl.number("net/core/" + limit).orElse(Long.MAX_VALUE);
        try {
            (bytes > most ? force : option).set(socket, bytes);
        } catch (KernelException e) {
            throw !e.is(Errno.EPERM) ? e : e.because("a buffer of " + bytes + " bytes is more than net.core." + limit
                    + " allows, which is " + most)
                    .advise("Ask for less, or as root: " + Raise.sysctl("net.core." + limit, bytes));
        }
    }
}
