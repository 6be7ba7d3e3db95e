package org.ipcctl.sock;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of socket(7). */
final class SocketFunctions {
    static final Functions C = Native.load(Functions.class);

    private SocketFunctions() {
    }

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

        long send(int socket, @In ByteBuffer message, long length, int flags);

        long recv(int socket, @Out ByteBuffer message, long length, int flags);

        int setsockopt(int socket, int level, int option, @In long[] value, int length);

        int ioctl(int fd, long request, @Out int[] value);

        int flock(int fd, int operation);
    }
}
