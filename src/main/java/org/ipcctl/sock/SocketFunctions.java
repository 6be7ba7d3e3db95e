package org.ipcctl.sock;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Native;

/** The C functions of socket(7), and the numbers that they take. */
final class SocketFunctions {
    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_CLOEXEC = Fd.O_CLOEXEC;
    static final int SOL_SOCKET = 1;
    static final int MSG_PEEK = 2;
    static final int MSG_CTRUNC = 0x8;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int MSG_CMSG_CLOEXEC = 0x40000000;

    static final Functions C = Native.load(Functions.class);

    private SocketFunctions() {}

    /** Those that only messages and descriptors in flight need: loaded with the classes that move them. */
    static MessageFunctions messages() {
        return Messages.C;
    }

    private static final class Messages {
        static final MessageFunctions C = Native.load(MessageFunctions.class);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int socket(int domain, int type, int protocol);

        int bind(int socket, @In byte[] address, int length);

        int listen(int socket, int backlog);

        int accept4(int socket, Pointer address, Pointer length, int flags);

        int connect(int socket, @In byte[] address, int length);

        int shutdown(int socket, int how);

        int getsockname(int socket, @Out byte[] address, @In @Out int[] length);

        int setsockopt(int socket, int level, int option, @In int[] value, int length);

        int getsockopt(int socket, int level, int option, @Out int[] value, @In @Out int[] length);
    }

    /** Public only because jnr asks for it. */
    public interface MessageFunctions {
        int socketpair(int domain, int type, int protocol, @Out int[] ends);

        long sendmsg(int socket, Pointer header, int flags);

        long recvmsg(int socket, Pointer header, int flags);

        int recvmmsg(int socket, long headers, int count, int flags, long timeout);

        long send(int socket, @In ByteBuffer message, long length, int flags);

        long recv(int socket, @Out ByteBuffer message, long length, int flags);

        int setsockopt(int socket, int level, int option, @In long[] value, int length);
    }
}
