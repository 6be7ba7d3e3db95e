package org.ipcctl.cli;

import static org.ipcctl.kernel.Errno.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;

/** The exit codes, which help, man pages and README show, and the one mapping from failures to them. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "failed, none of the below"),
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

    private static final int SIGINT = 2;
    private static final int SIGPIPE = 13;

    /** ipcctl's own stdout was closed by its reader: what a C tool, ended by SIGPIPE, would show. */
    public static final int STDOUT_CLOSED = SIGNALLED.number + SIGPIPE;

    /** Ctrl-C. */
    public static final int INTERRUPTED = SIGNALLED.number + SIGINT;

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
        } else if (failure instanceof Interruption.Interrupted) {
            return SIGNALLED;
        } else if (failure instanceof KernelException kernel) {
            return kernel.call().startsWith("posix_spawn") || kernel.call().startsWith("exec") ? ofSpawn(kernel.errno()) : of(kernel.errno());
        }
        return BUG;
    }

    private static ExitCode ofSpawn(int errno) {
        return switch (errno) {
            case ENOENT, ENOTDIR -> CMD_NOT_FOUND;
            case EAGAIN, ENOMEM, EMFILE, ENFILE -> LIMIT;
            default -> CANNOT_RUN;
        };
    }

    private static ExitCode of(int errno) {
        return switch (errno) {
            case ENOENT, ENXIO, ESRCH, ENODEV, ENOTDIR, ECONNREFUSED -> NO_SUCH_OBJECT;
            case EEXIST, EADDRINUSE -> EXISTS;
            case EACCES, EPERM, EROFS -> PERMISSION;
            case EAGAIN -> WOULD_BLOCK;
            case ENOSPC, EMFILE, ENFILE, EMSGSIZE, ENOMEM, ENOBUFS, EDQUOT, EFBIG, E2BIG, EOVERFLOW, EMLINK, ENAMETOOLONG,
                    ELOOP -> LIMIT;
            case ENOSYS, EOPNOTSUPP -> UNSUPPORTED;
            case ETIMEDOUT -> TIMED_OUT;
            default -> FAILED;
        };
    }
}
