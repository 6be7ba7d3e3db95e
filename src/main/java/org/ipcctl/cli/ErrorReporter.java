package org.ipcctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.ipcctl.bench.BenchFailure;
import org.ipcctl.format.ErrorObject;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;

/**
 * Tells the user what failed, why, and what to do next, in one or two lines on stderr or as one JSON object. The user's
 * objects, the user's syntax and our own bugs are three different treatments, and this is the one place of all three.
 */
final class ErrorReporter {
    private final OutputStream err;
    private final String command;
    private boolean json;
    private WaitOptions waiting;
    private Args args;

    /** @param command the command as typed, {@code ipcctl mq send} */
    ErrorReporter(OutputStream err, String command) {
        this.err = err;
        this.command = command;
    }

    void asJson(boolean wanted) {
        json = wanted;
    }

    /** What the call said of the status of a wait that ends in vain; {@code options} may be null. */
    void waiting(WaitOptions options, Args given) {
        waiting = options;
        args = given;
    }

    /** Says it, and returns the exit code. */
    int report(Throwable failure) {
        if (failure instanceof StdoutClosed) {
            return ExitCode.STDOUT_CLOSED;
        }
        ExitCode code = ExitCode.of(failure);
        int status = code == ExitCode.SIGNALLED ? ExitCode.INTERRUPTED
                : waiting == null ? code.number() : waiting.statusInsteadOf(code, args);
        ErrorObject object = describe(failure, status);
        if (json) {
            emit(object.toJson());
        } else if (code == ExitCode.BUG) {
            emit(command + ": " + object.message() + "\n" + trace(failure) + object.hint() + "\n");
        } else {
            String excerpt = failure instanceof UsageException usage ? usage.excerpt() : null;
            emit(text(object, code == ExitCode.USAGE, excerpt));
        }
        return status;
    }

    /** What {@link #report} would say of it, in short. */
    String told(Throwable failure) {
        ErrorObject object = describe(failure, 0);
        return (object.subject().isEmpty() ? "" : object.subject() + ": ") + object.message();
    }

    /** One line, under the command's name. */
    void line(String message) {
        emit(command + ": " + Payload.printable(message) + "\n");
    }

    private String text(ErrorObject object, boolean usage, String excerpt) {
        StringBuilder line = new StringBuilder(command).append(": ");
        if (!object.subject().isEmpty()) {
            line.append(Payload.printable(object.subject())).append(": ");
        }
        // Names are in the message too, and what a terminal would obey must not reach it.
        line.append(Payload.printable(object.message()));
        if (object.syscall() != null) {
            line.append(" (").append(object.syscall()).append(": ").append(object.errnoName()).append(')');
        }
        // Wrong usage is two lines, so that the pointer to the help stands out.
        boolean shortEnough = object.hint() == null || line.length() + object.hint().length() < 120;
        String separator = usage || !shortEnough ? "\n" : " ";
        String stop = usage ? "" : ".";
        line.append(stop).append(excerpt == null ? "" : "\n" + excerpt);
        return line.append(object.hint() == null ? "" : separator + Payload.printable(object.hint())).append('\n')
                .toString();
    }

    private ErrorObject describe(Throwable failure, int status) {
        if (failure instanceof KernelException kernel) {
            return new ErrorObject(command, kernel.subject(), kernel.call(), kernel.errno(),
                    NextSteps.reason(kernel.situation(), kernel.reason()),
                    Hints.of(kernel), status);
        } else if (failure instanceof CommandFailure known) {
            return new ErrorObject(command, known.subject(), null, 0, known.getMessage(), known.hint(), status);
        } else if (failure instanceof BenchFailure bench) {
            return new ErrorObject(command, bench.subject(), null, 0,
                    NextSteps.reason(bench.situation(), bench.getMessage()), bench.situation() == null ? bench.hint()
                            : NextSteps.of(bench.situation(), bench.subject()),
                    status);
        } else if (failure instanceof UsageException) {
            // The words of the user in it are in one line and steer no terminal.
            return new ErrorObject(command, "", null, 0, Payload.printable(failure.getMessage()),
                    "Try '" + command + " --help'", status);
        } else if (failure instanceof Interruption.Interrupted) {
            return new ErrorObject(command, "", null, 0, failure.getMessage(), null, status);
        }
        return new ErrorObject(command, "", null, 0, "internal error: " + failure,
                "This is a bug in ipcctl; please report it with the lines above.", status);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void emit(String text) {
        try {
            err.write(OsString.encode(text));
            err.flush();
        } catch (IOException nobodyListens) {
            // The exit code still says it; there is no third stream to complain on.
        }
    }
}
