package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.AF_INET;
import static org.ipcctl.sock.SocketFunctions.C;
import static org.ipcctl.sock.SocketFunctions.SOCK_CLOEXEC;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Syscall;

/** {@code tcp(7)} on 127.0.0.1, for comparison with what is made for one host. */
public final class LoopbackSocket {
    private static final String HOST = "127.0.0.1";
    private static final int ADDRESS_SIZE = 16;

    private LoopbackSocket() {}

    /** Listens on a free port. */
    public static Fd listen() {
        Fd socket = create(HOST);
        byte[] any = address(0);
        step(socket, "bind", () -> C.bind(socket.number(), any, any.length));
        step(socket, "listen", () -> C.listen(socket.number(), 1));
        return socket;
    }

    /** The port that a socket of {@link #listen} got. */
    public static int port(Fd socket) {
        byte[] address = new byte[ADDRESS_SIZE];
        Syscall.call("getsockname", socket.name(),
                () -> C.getsockname(socket.number(), address, new int[] {address.length}));
        return ByteBuffer.wrap(address).getShort(2) & 0xFFFF;
    }

    public static Fd connect(int port) {
        Fd socket = create(HOST + ":" + port);
        byte[] address = address(port);
        step(socket, "connect", () -> C.connect(socket.number(), address, address.length));
        return withoutDelay(socket);
    }

    /** The next connection to {@code listener}. */
    public static Fd accept(Fd listener, Deadline deadline) {
        if (Poll.await(listener, Poll.IN, deadline) == 0) {
            throw deadline.passed("accept4", listener.name(), "a connection");
        }
        return withoutDelay(Fd.own(Syscall.call("accept4", listener.name(),
                () -> C.accept4(listener.number(), null, null, SOCK_CLOEXEC)), listener.name()));
    }

    private static Fd create(String name) {
        return Fd.own(
                Syscall.call("socket", name, () -> C.socket(AF_INET, SocketType.STREAM.number() | SOCK_CLOEXEC, 0)),
                name);
    }

    private static void step(Fd socket, String call, LongSupplier body) {
        try {
            Syscall.call(call, socket.name(), body);
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    /** Without it a block's last segment would wait for the acknowledgement of the one before. */
    private static Fd withoutDelay(Fd socket) {
        SocketOption.TCP_NODELAY.set(socket, 1);
        return socket;
    }

    /** struct sockaddr_in: the family in the machine's byte order, port and address in the network's. */
    private static byte[] address(int port) {
        byte[] address = new byte[ADDRESS_SIZE];
        ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).putShort(0, (short) AF_INET);
        ByteBuffer.wrap(address).putShort(2, (short) port).put(4, new byte[] {127, 0, 0, 1});
        return address;
    }
}
