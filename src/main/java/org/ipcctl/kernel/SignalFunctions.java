package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** sigaction(2) and all that its handlers need, which is set up before any other function is called. */
final class SignalFunctions {
    static final Functions C = Native.load(Functions.class);

    private SignalFunctions() {}

    /** Public only because jnr asks for it. */
    public interface Functions {
        int sigaction(int signal, @In byte[] action, @Out byte[] before);

        Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset);

        int munmap(Pointer address, long length);

        int mprotect(Pointer address, long length, int protection);

        long read(int fd, @Out ByteBuffer buffer, long count);

        int eventfd(int initial, int flags);

        int getpid();

        int kill(int pid, int signal);

        int _exit(int status);
    }
}
