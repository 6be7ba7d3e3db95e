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
 * Stream sockets for the benchmark: unix(7) by an abstract name, so that no file can be left behind, and tcp(7) on
 * 127.0.0.1. Their bytes move by read(2) and write(2) on the descriptor.
 */
public final class StreamSocket {
    private static final int AF_UNIX = UnixSocket.AF_UNIX;
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = Fd.O_CLOEXEC;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int INET_ADDRESS_SIZE = 16;

    private StreamSocket() {
    }

    /** Listens at the abstract UNIX name {@code name}. */
    public static Fd listenUnix(String name) {
        return listen(AF_UNIX, "@" + name, SocketAddress.ofAbstract(name).bytes("bind"));
    }

    /** Connects to the abstract UNIX name {@code name}. */
    public static Fd connectUnix(String name) {
        return connect(AF_UNIX, "@" + name, SocketAddress.ofAbstract(name).bytes("connect"));
    }

    /** Listens on a free port of 127.0.0.1. */
    public static Fd listenLoopback() {
        return listen(AF_INET, "127.0.0.1", inetAddress(0));
    }

    /** Connects to {@code port} of 127.0.0.1. */
    public static Fd connectLoopback(int port) {
        return withoutDelay(connect(AF_INET, "127.0.0.1:" + port, inetAddress(port)));
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

    private static Fd listen(int family, String name, byte[] address) {
        Fd socket = socket(family, name);
        try {
            Syscall.call("bind", name, () -> C.bind(socket.number(), address, address.length));
            Syscall.call("listen", name, () -> C.listen(socket.number(), 1), 1);
            return socket;
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    private static Fd connect(int family, String name, byte[] address) {
        Fd socket = socket(family, name);
        try {
            Syscall.call("connect", name, () -> C.connect(socket.number(), address, address.length));
            return socket;
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    private static Fd socket(int family, String name) {
        return Fd.own(Syscall.call("socket", name, () -> C.socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)), name);
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
