package org.ipcctl.host;

import java.util.List;

/**
 * That a process has an object open or mapped.
 *
 * @param pid    the process
 * @param fd     its descriptor; null where it maps the object, or is known to have it without one
 * @param how    how it has it
 * @param kind   what the object is: the word of an {@link org.ipcctl.inspect.IpcKind}, {@code fifo}, {@code sock}, {@code pipe}, ...
 * @param object the object as it is typed, where it can be; otherwise as /proc tells it
 * @param peer   of a socket, the one at its other side; null where it has none, or nobody tells
 * @param others the other processes that have it, or the other side, as far as they may be seen; null where nobody asked
 */
public record Holding(long pid, Integer fd, How how, String kind, String object, String peer, List<Long> others) {
    /** How a process has an object. */
    public enum How {
        READ("read"), WRITE("write"), BOTH("read+write"),
        /** A descriptor that is a place only: O_PATH. */
        PATH("path"),
        /** Mapped, with or without a descriptor. */
        MAP("map"),
        /** A socket that accepts connections. */
        LISTEN("listen"),
        /** It has the mutex locked. */
        OWNER("owner"),
        /** One of its threads sleeps in the kernel until a word of the object changes. */
        WAITER("waiter");

        private final String word;

        How(String word) {
            this.word = word;
        }

        /** As results show it. */
        @Override
        public String toString() {
            return word;
        }

        static How of(org.ipcctl.kernel.OpenFile.Info info) {
            if (info.isReadable()) {
                return info.isWritable() ? BOTH : READ;
            }
            return info.isWritable() ? WRITE : PATH;
        }
    }

    Holding(long pid, Integer fd, How how, Sought object) {
        this(pid, fd, how, object.kind(), object.shown(), null, null);
    }

    Holding as(How other) {
        return new Holding(pid, fd, other, kind, object, peer, others);
    }
}
