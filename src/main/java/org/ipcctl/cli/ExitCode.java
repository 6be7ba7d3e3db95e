package org.ipcctl.cli;

import static org.ipcctl.kernel.Errno.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipcctl.bench.BenchFailure;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Signals;

/** The exit codes, which help, man pages and README show, and the one mapping from failures to them. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "any other failure"),
    USAGE(2, "wrong usage"),
    NO_SUCH_OBJECT(3, "no such object"),
    EXISTS(4, "it exists already"),
    PERMISSION(5, "permission denied"),
    WOULD_BLOCK(6, "would block, and --nonblock was given"),
    LIMIT(7, "a limit was hit (ENOSPC, EMFILE, EMSGSIZE, ...)"),
    UNSUPPORTED(8, "not supported by this kernel or file system"),
    BUG(70, "a bug in ipcctl"),
    TIMED_OUT(124, "timed out, as timeout(1)"),
    CANNOT_RUN(126, "CMD could not be run"),
    CMD_NOT_FOUND(127, "CMD was not found"),
    SIGNALLED(128, "plus N: CMD or ipcctl itself was ended by signal N");

    /** ipcctl's own stdout was closed by its reader: what a C tool, ended by SIGPIPE, would show. */
    public static final int STDOUT_CLOSED = SIGNALLED.number + Signals.SIGPIPE;

    /** Ctrl-C. */
    public static final int INTERRUPTED = SIGNALLED.number + Signals.SIGINT;

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /** Number and meaning of each, for help and man pages. */
    public static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            table.put(code == SIGNALLED ? "128+N" : Integer.toString(code.number),
                    code == SIGNALLED ? "CMD, or ipcctl itself, was ended by signal N" : code.meaning);
        }
        return table;
    }

    /** What a failed command exits with. */
    public static ExitCode of(Throwable failure) {
        if (failure instanceof UsageException) {
            return USAGE;
        } else if (failure instanceof CommandFailure known) {
            return known.code();
        } else if (failure instanceof BenchFailure) {
            return FAILED;
        } else if (failure instanceof Interruption.Interrupted) {
            return SIGNALLED;
        } else if (failure instanceof KernelException kernel) {
            return kernel.isGone() ? NO_SUCH_OBJECT : kernel.isLimit() || isLimit(kernel.call(), kernel.errno()) ? LIMIT
                    : isStart(kernel.call()) ? ofStart(kernel.errno()) : of(kernel.errno());
        }
        return BUG;
    }

    private static boolean isStart(String call) {
        return call.startsWith("posix_spawn") || call.startsWith("exec");
    }

    /** Limits of the kernel, the same whichever call meets them. */
    private static boolean isLimit(String call, int errno) {
        return switch (errno) {
            case ENOSPC, EMFILE, ENFILE, EMSGSIZE, ENOMEM, ENOBUFS, EDQUOT, EFBIG, E2BIG, EOVERFLOW, ERANGE, EMLINK,
                    ENOLCK, EUSERS,
                    ETOOMANYREFS -> true;
            // Of CMD's path these say that it cannot be run, as its other faults do.
            case ENAMETOOLONG, ELOOP -> !isStart(call);
            // No process or thread, no memory that may be locked, no timer: nothing that waiting would change.
            case EAGAIN -> isStart(call) || call.equals("fork") || call.startsWith("clone")
                    || call.startsWith("pthread_")
                    || call.equals("timer_create") || call.startsWith("mlock");
            default -> false;
        };
    }

    private static ExitCode ofStart(int errno) {
        return errno == ENOENT || errno == ENOTDIR ? CMD_NOT_FOUND : CANNOT_RUN;
    }

    private static ExitCode of(int errno) {
        return switch (errno) {
            case ENOENT, ENXIO, ESRCH, ENODEV, ENOTDIR, ECONNREFUSED, EIDRM, ESTALE -> NO_SUCH_OBJECT;
            case EEXIST, EADDRINUSE -> EXISTS;
            case EACCES, EPERM, EROFS -> PERMISSION;
            case EAGAIN, EALREADY, EINPROGRESS, ENOMSG -> WOULD_BLOCK;
            case ENOSYS, EOPNOTSUPP, EPROTONOSUPPORT, ESOCKTNOSUPPORT, EPFNOSUPPORT, EAFNOSUPPORT,
                    ENOPROTOOPT -> UNSUPPORTED;
            case ETIMEDOUT, ETIME -> TIMED_OUT;
            // An address that is none: nobody but ipcctl itself chooses those.
            case EFAULT -> BUG;
            default -> FAILED;
        };
    }
}
