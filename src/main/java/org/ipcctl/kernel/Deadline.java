package org.ipcctl.kernel;

import java.time.Duration;

/**
 * How long a wait may last: for ever, until a point on the monotonic clock, or not at all.
 *
 * <p>Steps of the wall clock do not move it. Where a C function wants an absolute {@code CLOCK_REALTIME}
 * (mq_timedsend(3)), wait by {@code poll(2)} with {@link #remainingMillis} instead, or in the call itself by
 * {@link BlockingCalls}.
 */
public final class Deadline {
    private static final Deadline NEVER = new Deadline(0, false, null, false);

    private final long atNanos;
    private final boolean bounded;
    private final Duration span;
    private final boolean refused;

    private Deadline(long atNanos, boolean bounded, Duration span, boolean refused) {
        this.atNanos = atNanos;
        this.bounded = bounded;
        this.span = span;
        this.refused = refused;
    }

    /** No limit: the wait ends when what is waited for comes, or when the user presses Ctrl-C. */
    public static Deadline never() {
        return NEVER;
    }

    /** From now on {@code span}; zero means to try once. */
    public static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos(), true, span, false);
    }

    /** No wait at all: it has passed already, and having to wait is {@code EAGAIN} instead of a timeout. */
    public static Deadline once() {
        return new Deadline(System.nanoTime(), true, Duration.ZERO, true);
    }

    /** {@code span} from now, or never where it is null. */
    public static Deadline inOrNever(Duration span) {
        return span == null ? NEVER : in(span);
    }

    /** The same span again, counted from now. */
    public Deadline restarted() {
        return refused ? this : inOrNever(span);
    }

    /**
     * This one, or a slice of {@code most} from now where that is over earlier: to look at something else in between.
     */
    public Deadline within(Duration most) {
        return remainingNanos() <= most.toNanos() ? this : in(most);
    }

    /** Whether waiting was refused: {@link #once}. */
    public boolean isOnce() {
        return refused;
    }

    public boolean isBounded() {
        return bounded;
    }

    public boolean hasPassed() {
        return bounded && remainingNanos() == 0;
    }

    /** Nanoseconds that are left, 0 when it has passed, {@link Long#MAX_VALUE} when there is no limit. */
    public long remainingNanos() {
        return bounded ? Math.max(0, atNanos - System.nanoTime()) : Long.MAX_VALUE;
    }

    /** Milliseconds as poll(2) takes them: rounded up so that a wait is never cut short, -1 for no limit. */
    public int remainingMillis() {
        if (!bounded) {
            return -1;
        }
        long millis = (remainingNanos() + 999_999) / 1_000_000;
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }

    /**
     * What to throw when a wait for {@code what} on {@code subject} has passed this deadline: {@code ETIMEDOUT}, or
     * {@code EAGAIN} where it was {@link #once}.
     */
    public KernelException passed(String call, String subject, String what) {
        return refused ? new KernelException(call, subject, Errno.EAGAIN).because("would have to wait for " + what)
                : new KernelException(call, subject, Errno.ETIMEDOUT)
                        .because("timed out after " + text() + " waiting for " + what);
    }

    private String text() {
        long nanos = span == null ? 0 : span.toNanos();
        if (nanos % 1_000_000_000 == 0) {
            return nanos / 1_000_000_000 + "s";
        }
        return nanos % 1_000_000 == 0 ? nanos / 1_000_000 + "ms" : nanos / 1_000 + "us";
    }
}
