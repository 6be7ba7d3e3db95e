package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.annotations.In;

/**
 * What happens to files and in directories: {@code inotify(7)}. An event says that something has happened, and may
 * stand for several; who is told looks what is so now.
 */
public final class Inotify implements AutoCloseable {
    public static final int MODIFY = 0x2;
    public static final int ATTRIB = 0x4;
    public static final int OPEN = 0x20;
    public static final int MOVED_FROM = 0x40;
    public static final int MOVED_TO = 0x80;
    public static final int CREATE = 0x100;
    public static final int DELETE = 0x200;
    public static final int DELETE_SELF = 0x400;
    public static final int MOVE_SELF = 0x800;
    /** That what is watched must be a directory. */
    public static final int ONLYDIR = 0x01000000;
    private static final int UNMOUNT = 0x2000;
    private static final int IGNORED = 0x8000;
    /** Of these, each says that the directory is not where it was, or is not watched any more. */
    public static final int LOST = DELETE_SELF | MOVE_SELF | UNMOUNT | IGNORED;

    /** {@code struct inotify_event}: watch, mask, cookie and the length of the name behind it, four bytes each. */
    private static final int HEADER = 16;
    private static final int MASK_AT = 4;
    private static final int LENGTH_AT = 12;
    private static final int ROOM = 4096;

    private final Fd events;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(ROOM).order(ByteOrder.nativeOrder());

    private Inotify(Fd events) {
        this.events = events;
    }

    /**
     * One that watches nothing yet.
     *
     * @throws KernelException EMFILE where this user has too many of them
     */
    public static Inotify open() {
        return new Inotify(
                Fd.own(Syscall.call("inotify_init1", "", () -> Functions.C.inotify_init1(Fd.O_NONBLOCK | Fd.O_CLOEXEC)),
                        "inotify"));
    }

    /**
     * One that watches the open file {@code file} itself, whatever its name is by now; null where that is not to be
     * had: it takes the right to read the file, and there are limits.
     */
    public static Inotify ofFile(Fd file, int mask) {
        Inotify inotify = null;
        try {
            inotify = open();
            inotify.watch("/proc/self/fd/" + file.number(), file.name(), mask);
            return inotify;
        } catch (KernelException notAllowedOrTooMany) {
            if (inotify != null) {
                inotify.close();
            }
            return null;
        }
    }

    /**
     * Watches {@code path} from now on, too.
     *
     * @throws KernelException ENOENT, ENOTDIR; EACCES without the right to read it; ENOSPC where there are too many
     * watches
     */
    public void watch(String path, String subject, int mask) {
        byte[] bytes = OsString.cString(path);
        Syscall.call("inotify_add_watch", subject, () -> Functions.C.inotify_add_watch(events.number(), bytes, mask),
                path);
    }

    /** Readable when there is an event. */
    public Fd fd() {
        return events;
    }

    /** Takes all events there are, and tells what happened: the bits of all of them. */
    public int drain() {
        int seen = 0;
        while (events.readSome(buffer.clear()) > 0) {
            buffer.flip();
            for (int at = 0; at + HEADER <= buffer.limit(); at += HEADER + buffer.getInt(at + LENGTH_AT)) {
                seen |= buffer.getInt(at + MASK_AT);
            }
        }
        return seen;
    }

    @Override
    public void close() {
        events.close();
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
