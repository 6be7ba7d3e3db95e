package org.ipcctl.pipe;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * How much one pipe holds, as the kernel says and as filling it shows.
 *
 * @param requested bytes asked for by {@code F_SETPIPE_SZ}, 0 where it was left as it was made
 * @param capacity  what {@code F_GETPIPE_SZ} says after that
 * @param filled    bytes that went in before the next would have blocked, -1 where it was not filled
 * @param errno     with which the request was refused, or 0
 * @param limits    those that held
 */
public record Capacity(long requested, long capacity, long filled, int errno, PipeLimits limits) {
    /** The most that is filled: it is kernel memory that cannot be swapped out. */
    public static final long MOST_FILLED = 64 << 20;

    /** Fills a new pipe. */
    public static Capacity byDefault() {
        return afterResize(0);
    }

    /** Resizes a new pipe to {@code requested} bytes and fills it. */
    public static Capacity afterResize(long requested) {
        try (Pipe pipe = Pipe.open()) {
            int errno = requested == 0 ? 0 : resize(pipe, requested);
            long capacity = pipe.capacity();
            return new Capacity(requested, capacity, capacity <= MOST_FILLED ? pipe.fill((byte) 0) : -1, errno,
                    PipeLimits.current());
        }
    }

    /** Fills a new pipe and then asks for one of a single page, which must be refused. */
    public static Capacity shrunkWhileFull() {
        try (Pipe pipe = Pipe.open()) {
            PipeLimits limits = PipeLimits.current();
            long filled = pipe.fill((byte) 0);
            int errno = resize(pipe, limits.pageSize());
            return new Capacity(limits.pageSize(), pipe.capacity(), filled, errno, limits);
        }
    }

    private static int resize(Pipe pipe, long bytes) {
        try {
            pipe.resize(bytes);
            return 0;
        } catch (KernelException e) {
            return e.errno();
        }
    }

    /** The limit that made it smaller than asked for, or null where it is as large as it should be. */
    public PipeLimits.Refusal limit() {
        if (errno == Errno.EPERM) {
            return limits.refusing(requested);
        }
        return requested == 0 && capacity < limits.defaultCapacity() ? limits.usedUp() : null;
    }
}
