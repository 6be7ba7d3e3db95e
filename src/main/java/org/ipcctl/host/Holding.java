package org.ipcctl.host;

import java.util.Objects;
import org.ipcctl.kernel.OpenFile;

/**
 * That a process has an object open or mapped.
 *
 * @param pid the process
 * @param fd  its descriptor; null where it maps the object, or is known to have it without one
 * @param how how it has it
 */
public record Holding(long pid, Integer fd, How how) {
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

        /** Whether it says which way bytes go: into the object. */
        public boolean writes() {
            return this == WRITE || this == BOTH;
        }

        /** Likewise: out of it. */
        public boolean reads() {
            return this == READ || this == BOTH;
        }

        static How of(OpenFile.Access access) {
            return access.reads() ? access.writes() ? BOTH : READ : access.writes() ? WRITE : PATH;
        }

        static How of(boolean listens) {
            return listens ? LISTEN : BOTH;
        }
    }

    /** Whether {@code other} is the same descriptor or mapping, if not at work in the same way. */
    boolean isSamePlace(Holding other) {
        return pid == other.pid && Objects.equals(fd, other.fd);
    }

    Holding as(How other) {
        return new Holding(pid, fd, other);
    }
}
