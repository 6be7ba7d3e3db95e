package org.ipcctl.sem;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.ipcctl.kernel.Native;

/** The C functions of POSIX semaphores: sem_overview(7). */
final class SemFunctions {
    static final Functions C = Native.load(Functions.class);

    private SemFunctions() {
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        Pointer sem_open(@In byte[] name, int flags, int mode, int value);

        int sem_close(Pointer semaphore);

        int sem_unlink(@In byte[] name);

        int sem_wait(long semaphore);

        int sem_trywait(long semaphore);

        int sem_timedwait(long semaphore, @In long[] realtime);

        int sem_post(long semaphore);

        int sem_getvalue(long semaphore, @Out int[] value);
    }

    /** Apart, for it came with glibc 2.30; calling it is an {@link UnsatisfiedLinkError} before that. */
    public interface ClockWait {
        int sem_clockwait(long semaphore, int clock, @In long[] time);
    }

    /** Without errno, for measured loops. */
    public interface Fast {
        @IgnoreError
        int sem_wait(long semaphore);

        @IgnoreError
        int sem_post(long semaphore);
    }
}
