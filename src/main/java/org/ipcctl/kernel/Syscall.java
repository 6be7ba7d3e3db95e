package org.ipcctl.kernel;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one road from a C call to its outcome: the call is made, EINTR makes it again (unless there is an
 * {@link Interruption}), and a failure becomes a {@link KernelException} or, where the caller asked for it, a negative
 * error number.
 *
 * <p>{@code body} runs once per attempt, so a timeout that it works out from a {@link Deadline} shrinks with each.
 * Measured loops of the benchmark do not come this way; everything else does, and so {@code --verbose} sees it.
 */
public final class Syscall {
    /** Of a thread whose calls are nobody's news. */
    private static final ThreadLocal<Boolean> UNTOLD = new ThreadLocal<>();
    private static volatile Consumer<String> trace;

    private Syscall() {}

    /** Hands a line for each call made from now on to {@code listener}; null ends that. */
    public static void traceTo(Consumer<String> listener) {
        trace = listener;
    }

    /** Who gets a line for each call; null for nobody. */
    public static Consumer<String> trace() {
        return trace;
    }

    /**
     * Makes calls of which nobody is told: those by which what is told gets to its reader, or there would be no end.
     */
    public static void untold(Runnable calls) {
        UNTOLD.set(true);
        try {
            calls.run();
        } finally {
            UNTOLD.remove();
        }
    }

    /**
     * Makes a call that reports failure by -1 and errno.
     *
     * @param name    the C function
     * @param subject what it is about: a path, an object name
     * @param body    the call; its arguments as text are {@code args} (only {@code --verbose} shows them)
     * @return what the call returned
     * @throws KernelException when it failed
     */
    public static long call(String name, String subject, LongSupplier body, Object... args) {
        long result = attempt(name, subject, body, args);
        if (result < 0) {
            throw new KernelException(name, subject, (int) -result);
        }
        return result;
    }

    /** As {@link #call}, but a failure is returned as the negative error number, for errors that are answers. */
    public static long attempt(String name, String subject, LongSupplier body, Object... args) {
        while (true) {
            long result = body.getAsLong();
            int errno = result == -1 ? Native.errno() : 0;
            report(name, subject, result, errno, args);
            if (result != -1) {
                return result;
            }
            if (errno != Errno.EINTR) {
                return -errno;
            }
            Interruption.check();
        }
    }

    /**
     * As {@link #attempt}, but EINTR is an answer, too: for who has to look at something before a wait is taken up
     * again.
     */
    public static long once(String name, String subject, LongSupplier body, Object... args) {
        long result = body.getAsLong();
        int errno = result == -1 ? Native.errno() : 0;
        report(name, subject, result, errno, args);
        return result == -1 ? -errno : result;
    }

    /**
     * For the functions that return the error number itself, 0 for success (posix_spawn, pthread_*, posix_fallocate).
     */
    public static int number(String name, String subject, LongSupplier body, Object... args) {
        while (true) {
            int errno = (int) body.getAsLong();
            report(name, subject, errno == 0 ? 0 : -1, errno, args);
            if (errno != Errno.EINTR) {
                return errno;
            }
            Interruption.check();
        }
    }

    private static void report(String name, String subject, long result, int errno, Object[] args) {
        Consumer<String> listener = trace;
        if (listener == null || UNTOLD.get() != null) {
            return;
        }
        StringBuilder line = new StringBuilder(name).append('(').append(subject);
        for (Object arg : args) {
            line.append(line.charAt(line.length() - 1) == '(' ? "" : ", ").append(arg);
        }
        line.append(") = ").append(result);
        if (errno != 0) {
            line.append(' ').append(Errno.name(errno)).append(" (").append(Errno.text(errno)).append(')');
        }
        listener.accept(line.toString());
    }
}
