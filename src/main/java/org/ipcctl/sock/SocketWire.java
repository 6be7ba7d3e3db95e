package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.kernel.Sysctl;

/**
 * Connected sockets for measured loops: unix(7) by an abstract name, so that no file can be left behind, and tcp(7) on
 * 127.0.0.1. Their bytes move by read(2) and write(2) on the descriptor.
 */
public final class SocketWire {
    private static final int AF_UNIX = UnixSocket.AF_UNIX;
    private static final int AF_INET = 2;
    private static final int SOCK_CLOEXEC = Fd.O_CLOEXEC;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int INET_ADDRESS_SIZE = 16;

    private SocketWire() {
    }

    /** Listens for connections of {@code type} at the abstract UNIX name {@code name}. */
    public static Fd listenUnix(SocketType type, String name) {
        Fd socket = bindUnix(type, name);
        return listening(socket);
    }

    /** Connects to a listener of {@code type} at the abstract UNIX name {@code name}. */
    public static Fd connectUnix(SocketType type, String name) {
        return connected(socket(AF_UNIX, type, "@" + name), SocketAddress.ofAbstract(name).bytes("connect"));
    }

    /** A socket of {@code type} with the abstract UNIX name {@code name}. */
    public static Fd bindUnix(SocketType type, String name) {
        return bound(socket(AF_UNIX, type, "@" + name), SocketAddress.ofAbstract(name).bytes("bind"));
    }

    /** Has datagrams of {@code socket} go to the abstract UNIX name {@code name}, and takes only those that come from there. */
    public static void pair(Fd socket, String name) {
        connected(socket, SocketAddress.ofAbstract(name).bytes("connect"));
    }

    /** Listens on a free port of 127.0.0.1. */
    public static Fd listenLoopback() {
        return listening(bound(socket(AF_INET, SocketType.STREAM, "127.0.0.1"), inetAddress(0)));
    }

    /** Connects to {@code port} of 127.0.0.1. */
    public static Fd connectLoopback(int port) {
        return withoutDelay(connected(socket(AF_INET, SocketType.STREAM, "127.0.0.1:" + port), inetAddress(port)));
    }

    /** The port that a socket of {@link #listenLoopback} got. */
    public static int port(Fd socket) {
        byte[] address = new byte[INET_ADDRESS_SIZE];
        Syscall.call("getsockname", socket.name(), () -> C.getsockname(socket.number(), address, new int[] {address.length}));
        return ByteBuffer.wrap(address).getShort(2) & 0xFFFF;
    }

    /** The next connection to {@code listener}. */
    public static Fd accept(Fd listener, Deadline deadline) {
        if (Poll.await(listener, Poll.IN, deadline) == 0) {
            throw deadline.passed("accept4", listener.name(), "a connection");
        }
        Fd socket = Fd.own(Syscall.call("accept4", listener.name(),
                () -> C.accept4(listener.number(), null, null, SOCK_CLOEXEC)), listener.name());
        return listener.name().startsWith("@") ? socket : withoutDelay(socket);
    }

    /** Bytes that the kernel keeps for sending, its own bookkeeping included: SO_SNDBUF. */
    public static int sendBuffer(Fd socket) {
        int[] value = new int[1];
        Syscall.call("getsockopt", socket.name(),
                () -> C.getsockopt(socket.number(), SOL_SOCKET, SO_SNDBUF, value, new int[] {Integer.BYTES}), "SO_SNDBUF");
        return value[0];
    }

    /**
     * Makes both of its buffers hold {@code bytes}; the kernel doubles that for its bookkeeping, and quietly gives less where
     * a limit is lower, which is then asked for with the privilege to exceed it.
     *
     * @throws KernelException EPERM where the limit is lower, and this user may not exceed it
     */
    public static void resize(Fd socket, long bytes) {
        resize(socket, SO_SNDBUF, SO_SNDBUFFORCE, (int) bytes, "wmem_max");
        resize(socket, SO_RCVBUF, SO_RCVBUFFORCE, (int) bytes, "rmem_max");
    }

    /** Makes its send buffer hold a message of {@code bytes}, bookkeeping included; errors as of {@link #resize}. */
    public static void resizeForMessages(Fd socket, long bytes) {
        resize(socket, SO_SNDBUF, SO_SNDBUFFORCE, (int) bytes, "wmem_max");
    }

    /** Whether this process may have larger buffers than {@code net.core.wmem_max} allows: CAP_NET_ADMIN. */
    public static boolean mayExceedLimits() {
        try (Fd socket = socket(AF_UNIX, SocketType.DGRAM, "")) {
            return Syscall.attempt("setsockopt", "", () -> C.setsockopt(socket.number(), SOL_SOCKET, SO_SNDBUFFORCE,
                    new int[] {sendBuffer(socket)}, Integer.BYTES), "SO_SNDBUFFORCE") == 0;
        }
    }

    private static void resize(Fd socket, int option, int force, int bytes, String limit) {
        long most = Sysctl.number("net/core/" + limit).orElse(Long.MAX_VALUE);
        try {
            Syscall.call("setsockopt", socket.name(), () -> C.setsockopt(socket.number(), SOL_SOCKET, bytes > most ? force : option,
                    new int[] {bytes}, Integer.BYTES), option, bytes);
        } catch (KernelException e) {
            throw !e.is(Errno.EPERM) ? e : e.because("a buffer of " + bytes + " bytes is more than net.core." + limit
                    + " allows, which is " + most).advise("Ask for less, or as root: sysctl -w net.core." + limit + "=" + bytes);
        }
    }

    private static Fd bound(Fd socket, byte[] address) {
        return closedUnless(socket, () -> Syscall.call("bind", socket.name(), () -> C.bind(socket.number(), address, address.length)));
    }

    private static Fd listening(Fd socket) {
        return closedUnless(socket, () -> Syscall.call("listen", socket.name(), () -> C.listen(socket.number(), 1), 1));
    }

    private static Fd connected(Fd socket, byte[] address) {
        return closedUnless(socket, () -> Syscall.call("connect", socket.name(), () -> C.connect(socket.number(), address, address.length)));
    }

    private static Fd closedUnless(Fd socket, Runnable step) {
        try {
            step.run();
            return socket;
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    private static Fd socket(int family, SocketType type, String name) {
        return Fd.own(Syscall.call("socket", name, () -> C.socket(family, type.number() | SOCK_CLOEXEC, 0)), name);
    }

    /** Without it a block's last segment would wait for the acknowledgement of the one before. */
    private static Fd withoutDelay(Fd socket) {
        Syscall.call("setsockopt", socket.name(),
                () -> C.setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, new int[] {1}, Integer.BYTES), "TCP_NODELAY");
        return socket;
    }

    /** struct sockaddr_in: the family in the machine's byte order, port and address in the network's. */
    private static byte[] inetAddress(int port) {
        byte[] address = new byte[INET_ADDRESS_SIZE];
        ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort(0, (short) AF_INET);
        ByteBuffer.wrap(address).putShort(2, (short) port).put(4, new byte[] {127, 0, 0, 1});
        return address;
    }
}
