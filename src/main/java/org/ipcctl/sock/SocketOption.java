package org.ipcctl.sock;

import static org.ipcctl.sock.SocketFunctions.C;
import static org.ipcctl.sock.SocketFunctions.SOL_SOCKET;

import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Syscall;

/** Options of a socket that are an integer: {@code socket(7)}, {@code tcp(7)}. */
enum SocketOption {
    TYPE(3), SNDBUF(7), RCVBUF(8), PASSCRED(16), ACCEPTCONN(30), SNDBUFFORCE(32), RCVBUFFORCE(33), DOMAIN(39),
    PEEK_OFF(42), TCP_NODELAY(1);

    private static final int IPPROTO_TCP = 6;

    private final int number;

    SocketOption(int number) {
        this.number = number;
    }

    /** What it is now; negative, an error number, for what is no socket. */
    int of(Fd socket) {
        int[] value = new int[1];
        long answer = Syscall.attempt("getsockopt", socket.name(),
                () -> C.getsockopt(socket.number(), level(), number, value, new int[] {Integer.BYTES}), this);
        return answer < 0 ? (int) answer : value[0];
    }

    void set(Fd socket, int value) {
        Syscall.call("setsockopt", socket.name(), () -> setOnce(socket, value), this, value);
    }

    /** As {@link #set}; the answer is 0 or the negative error number. */
    long attempt(Fd socket, int value) {
        return Syscall.attempt("setsockopt", socket.name(), () -> setOnce(socket, value), this, value);
    }

    private long setOnce(Fd socket, int value) {
        return C.setsockopt(socket.number(), level(), number, new int[] {value}, Integer.BYTES);
    }

    private int level() {
        return this == TCP_NODELAY ? IPPROTO_TCP : SOL_SOCKET;
    }

    /** As C has it. */
    @Override
    public String toString() {
        return this == TCP_NODELAY ? name() : "SO_" + name();
    }
}
