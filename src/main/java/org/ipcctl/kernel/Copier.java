package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Moves a stream of bytes from one descriptor to another, a step at a time, in the way that is the quickest for these
 * two: splice(2) where one of them is a pipe or FIFO, which is made large where that is allowed; copy_file_range(2) or
 * sendfile(2) out of a file; splice through a pipe of our own where neither is; and read(2) and write(2) with one large
 * buffer where the kernel does not do it (some devices, files that are appended to, /proc). It goes from one way to the
 * next without losing a byte.
 *
 * <p>A step waits for no pipe, unless {@link #waiting} was called, and for anything else only as the descriptor's own
 * mode says; the waits are the caller's, who knows what else to look at. Nothing more is taken than can be handed on,
 * so that a slow reader slows down the writer.
 */
public final class Copier implements AutoCloseable {
    /** A step at the end of the stream; of a FIFO, where nobody has it open for writing. */
    public static final long END = -1;
    /** A step that found nothing to take. */
    public static final long EMPTY = -2;
    /** A step that found no room. */
    public static final long FULL = -3;

    private static final int CHUNK = 1 << 20;
    /** Out of a file nothing waits in between, and each call begins anew. */
    private static final int FILE_CHUNK = 1 << 23;
    private static final long MOMENT_NANOS = 20_000_000;

    private enum Way {
        RANGE, SENDFILE, SPLICE, THROUGH_PIPE, BUFFER
    }

    private final Fd from;
    private final Fd to;
    private final boolean fromIsPipe;
    private final boolean toIsPipe;
    private Way way;
    /** A pipe of our own: the end to read from and the end to write to. */
    private Fd[] between;
    /** What is in that pipe. */
    private long inPipe;
    private ByteBuffer buffer;
    /** Null where nobody looks. */
    private final Consumer<ByteBuffer> looker;
    /** What ends a wait in the call that moves; null where no step waits. */
    private BlockingCalls calls;
    private Supplier<Deadline> limit;
    /** Whether splice(2) may wait. */
    private boolean spliceWaits;
    private boolean ownsFrom;
    /** Whether the last step had to wait, so that the next one does from the beginning. */
    private boolean waits;
    /** Others look how far this is. */
    private volatile long moved;

    private Copier(Fd from, Fd to, boolean shares, Consumer<ByteBuffer> looker) {
        this.from = from;
        this.to = to;
        this.looker = looker;
        this.fromIsPipe = PipeBuffer.enlarge(from);
        this.toIsPipe = PipeBuffer.enlarge(to);
        this.way = shares ? way() : Way.BUFFER;
    }

    /** From where {@code from} is to where {@code to} is; of files, their positions. */
    public static Copier of(Fd from, Fd to) {
        return new Copier(from, to, true, null);
    }

    /**
     * The same, but {@code to} gets a copy of its own: what splice puts into a pipe or socket changes when somebody
     * writes to the file.
     */
    public static Copier ofWhatMayChange(Fd from, Fd to) {
        FileStatus.Kind kind = to.status().kind();
        return new Copier(from, to, kind != FileStatus.Kind.FIFO && kind != FileStatus.Kind.SOCKET, null);
    }

    /** The same where {@code looker} sees all that is taken, so that it has to come by here. */
    public static Copier looking(Fd from, Fd to, Consumer<ByteBuffer> looker) {
        return new Copier(from, to, false, looker);
    }

    /**
     * Has a step into a pipe wait in splice(2) itself, for what comes out of another pipe and for room: the kernel then
     * goes on at once when it wakes us, while behind a poll(2) the other side would have to wait for our next step,
     * too. Where read(2) is the way, it waits for the pipe. Where a wait is ended, by the deadline or otherwise, the
     * step is {@link #EMPTY} or {@link #FULL}.
     *
     * <p>A splice that waited with a file to write to would keep its file system from being frozen (fsfreeze(8)), and
     * one that waited for anything but a pipe would keep others out of the pipe it leads to. What is in non-blocking
     * mode is not waited for either.
     *
     * @param enders   what ends a wait; closed by the caller
     * @param deadline tells, for each wait, when that is over; not at once
     * @param owned    whether {@code from} is open for this alone, in non-blocking mode, which is then changed
     */
    public Copier waiting(BlockingCalls enders, Supplier<Deadline> deadline, boolean owned) {
        calls = enders;
        limit = deadline;
        spliceWaits = way == Way.SPLICE && toIsPipe && !to.isNonblocking()
                && (fromIsPipe ? owned || !from.isNonblocking() : from.status().kind() == FileStatus.Kind.REGULAR);
        ownsFrom = owned;
        if (spliceWaits && owned) {
            from.setNonblocking(false);
        }
        return this;
    }

    private Way way() {
        if (fromIsPipe || toIsPipe) {
            return Way.SPLICE;
        } else if (from.status().kind() == FileStatus.Kind.REGULAR) {
            return to.status().kind() == FileStatus.Kind.REGULAR ? Way.RANGE : Way.SENDFILE;
        }
        return openPipe() ? Way.THROUGH_PIPE : Way.BUFFER;
    }

    private boolean openPipe() {
        try {
            between = PipeBuffer.open(0);
        } catch (KernelException limited) {
            return false;
        }
        PipeBuffer.enlarge(between[0]);
        return true;
    }

    /**
     * Hands on what was taken before, or takes what is there and hands it on.
     *
     * @param most bytes to take, at most
     * @return how many arrived; or {@link #END}, {@link #EMPTY}, {@link #FULL}
     * @throws KernelException about the one side or the other; EPIPE about {@code to} where its reader has gone, before
     *                         it is known whether there is anything to take
     */
    public long step(long most) {
        // One thread takes the steps.
        long before = moved;
        long count = holds() ? handOn() : take(most);
        if (count > 0) {
            moved = before + count;
        }
        return count;
    }

    /** As {@link #step}, and then hands on all that was taken, however long {@code to} has no room for it. */
    public long pass(long most) {
        long before = moved;
        long count = step(most);
        while (holds()) {
            if (step(0) == FULL) {
                Poll.await(to, Poll.OUT, Deadline.never());
            }
        }
        return moved > before ? moved - before : count;
    }

    /** Whether something was taken that has not arrived, so that the next step takes nothing. */
    public boolean holds() {
        return inPipe > 0 || buffer != null && buffer.hasRemaining();
    }

    /** Bytes that have arrived. */
    public long moved() {
        return moved;
    }

    private long take(long most) {
        return switch (way) {
            case RANGE -> range(most);
            case SENDFILE -> sendfile(most);
            case SPLICE -> splice(most);
            case THROUGH_PIPE -> throughPipe(most);
            case BUFFER -> copy(most);
        };
    }

    /**
     * Neither 0 nor an error is the last word here: files without a length give 0, too, and read(2) and write(2) tell
     * which side it is.
     */
    private long range(long most) {
        long count = from.copyRange(to, Math.min(most, FILE_CHUNK));
        return count > 0 ? count : otherwise(Way.SENDFILE, most);
    }

    private long sendfile(long most) {
        long count = from.sendfile(to, Math.min(most, FILE_CHUNK));
        return count > 0 ? count : count == -Errno.EAGAIN ? FULL : otherwise(Way.BUFFER, most);
    }

    private long otherwise(Way next, long most) {
        way = next;
        if (ownsFrom) {
            from.setNonblocking(true);
        }
        return take(most);
    }

    /** Whether it is the call that cannot, and not the one side or the other. */
    private static boolean cannot(long count) {
        return count == -Errno.EINVAL || count == -Errno.EBADF || Errno.isRefusal((int) -count);
    }

    private long splice(long most) {
        long count = waits ? -Errno.EAGAIN : from.splice(to, Math.min(most, CHUNK), true);
        if (count == -Errno.EAGAIN && spliceWaits) {
            count = spliceAndWait(most);
            waits = !BlockingCalls.isVerdict(count);
            count = waits ? count : -Errno.EAGAIN;
        }
        if (count > 0) {
            return count;
        } else if (count == 0) {
            return END;
        } else if (count == -Errno.EAGAIN) {
            return Poll.await(from, Poll.IN, Deadline.once()) == 0 ? EMPTY : FULL;
        } else if (cannot(count)) {
            return otherwise(Way.BUFFER, most);
        }
        // A pipe fails only by losing its reader, so that all else is about what is at the other side.
        boolean ofTo = count == -Errno.EPIPE || fromIsPipe;
        throw new KernelException("splice", (ofTo ? to : from).name(), (int) -count);
    }

    /**
     * Where nobody looks at each call or at the clock, one call follows the other for a moment: the other side waits
     * while we are between two of them.
     */
    private long spliceAndWait(long most) {
        Deadline deadline = limit.get();
        long nanos = deadline.isBounded() || Syscall.trace() != null ? 0 : MOMENT_NANOS;
        return calls.attempt("splice", to.name(), () -> spliceForAMoment(most, nanos), deadline, from.name(),
                Math.min(most, CHUNK));
    }

    private long spliceForAMoment(long most, long nanos) {
        long begun = System.nanoTime();
        long before = moved;
        long all = 0;
        long count;
        do {
            count = LibC.C.splice(from.number(), null, to.number(), null, Math.min(most - all, CHUNK), 0);
            if (count > 0) {
                all += count;
                moved = before + all;
            }
        } while (count > 0 && all < most && System.nanoTime() - begun < nanos);
        return all > 0 ? all : count;
    }

    private long throughPipe(long most) {
        long count = from.splice(between[1], Math.min(most, CHUNK), true);
        if (count > 0) {
            inPipe = count;
            return handOn();
        } else if (count == 0) {
            return END;
        } else if (count == -Errno.EAGAIN) {
            return EMPTY;
        } else if (cannot(count)) {
            return otherwise(Way.BUFFER, most);
        }
        throw new KernelException("splice", from.name(), (int) -count);
    }

    private long copy(long most) {
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(CHUNK);
        }
        int count;
        try {
            buffer.clear().limit((int) Math.min(most, CHUNK));
            count = readWaits() ? from.readSome(buffer, calls, limit.get()) : from.readSome(buffer);
        } finally {
            buffer.flip();
        }
        if (count > 0 && looker != null) {
            looker.accept(buffer.asReadOnlyBuffer());
        }
        return count < 0 ? END : count == 0 ? EMPTY : handOn();
    }

    private boolean readWaits() {
        return calls != null && fromIsPipe && !ownsFrom;
    }

    private long handOn() {
        if (inPipe > 0) {
            long count = between[0].splice(to, inPipe, true);
            if (count > 0) {
                inPipe -= count;
                return count;
            } else if (count == -Errno.EAGAIN) {
                return FULL;
            } else if (!cannot(count)) {
                throw new KernelException("splice", to.name(), count == 0 ? Errno.EIO : (int) -count);
            }
            // What is in the pipe goes by the buffer, and so does what comes after it.
            way = Way.BUFFER;
            buffer = ByteBuffer.allocateDirect(CHUNK).limit((int) inPipe);
            between[0].read(buffer);
            inPipe -= buffer.flip().remaining();
        }
        int count = to.writeSome(buffer);
        return count > 0 ? count : FULL;
    }

    /** Gives back what it works with; the two descriptors belong to somebody else. */
    @Override
    public void close() {
        if (between != null) {
            between[0].close();
            between[1].close();
        }
    }
}
