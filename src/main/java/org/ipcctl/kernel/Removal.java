package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import jnr.ffi.annotations.In;

/**
 * Ends a wait when an open file has lost its last name. The inode itself is watched, by the descriptor's entry in /proc, so
 * the file system need not be mounted anywhere: inotify(7). Where that is not allowed (it needs the right to read) or there are
 * too many of them, it looks every now and then.
 */
public final class Removal implements BlockingCalls.Watch, AutoCloseable {
    /** {@code -EIDRM}: what a call returns that this has ended. */
    public static final long VERDICT = -43;

    private static final int IN_NONBLOCK = Fd.O_NONBLOCK;
    private static final int IN_CLOEXEC = Fd.O_CLOEXEC;
    private static final int IN_ATTRIB = 0x4;
    private static final int IN_DELETE_SELF = 0x400;

    private final Fd file;
    private final Fd events;

    /** Of {@code file}, whose names are counted from now on. */
    public Removal(Fd file) {
        this.file = file;
        this.events = watch(file);
    }

    private static Fd watch(Fd file) {
        Fd events = null;
        try {
            events = Fd.own(Syscall.call("inotify_init1", "", () -> Functions.C.inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), "inotify");
            int number = events.number();
            byte[] self = OsString.cString("/proc/self/fd/" + file.number());
            Syscall.call("inotify_add_watch", file.name(), () -> Functions.C.inotify_add_watch(number, self, IN_ATTRIB | IN_DELETE_SELF));
            if (file.status().links() > 0) {
                return events;
            }
        } catch (KernelException notAllowedOrTooMany) {
            // Then it looks every now and then.
        }
        if (events != null) {
            events.close();
        }
        return null;
    }

    @Override
    public Fd descriptor() {
        return events;
    }

    @Override
    public int events() {
        return Poll.IN;
    }

    @Override
    public long look(int seen) {
        if (seen != 0) {
            // struct inotify_event without a name has 16 bytes; whatever happened, it is the count of names that matters.
            events.readSome(ByteBuffer.allocateDirect(1024));
        }
        return file.status().links() == 0 ? VERDICT : 0;
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
        }
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int inotify_init1(int flags);

            int inotify_add_watch(int fd, @In byte[] path, int mask);
        }
    }
}
