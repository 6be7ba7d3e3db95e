package org.ipcctl.sock;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of socket(7). */
final class SocketFunctions {
    static final Functions C = Native.load(Functions.class);

    private SocketFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int socket(int domain, int type, int protocol);

        int bind(int socket, @In byte[] address, int length);

        int listen(int socket, int backlog);

        int accept4(int socket, Pointer address, Pointer length, int flags);

        int connect(int socket, @In byte[] address, int length);

        int getsockname(int socket, @Out byte[] address, @In @Out int[] length);

        int setsockopt(int socket, int level, int option, @In int[] value, int length);

        int getsockopt(int socket, int level, int option, @Out int[] value, @In @Out int[] length);
    }
}
