package org.ipcctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/** One call of ipcctl, from its arguments to its exit code. It touches nothing but the streams it was given. */
public final class Invocation {
    private static final byte[] NOTHING_LEFT = OsString.encode("ipcctl: not enough memory to continue.\n");
    private static final byte[] BROKEN = OsString
            .encode("ipcctl: internal error. This is a bug in ipcctl; please report it.\n");

    /** The one of many calls that runs; null where there is but one. */
    private static volatile Invocation line;

    private final Io io;
    private final List<String> arguments;
    private final Shortage reserve;
    private CommandNode entry;
    private String path;
    private int consumed;
    private ErrorReporter errors;
    /** What another thread of this call failed with; null where none did. */
    private volatile Throwable helper;
    private Interruption interruption;
    /** Of the failure that was told; 0 before. */
    private int status;

    private Invocation(CommandNode root, List<String> arguments, Io io, Shortage reserve) {
        this.io = io;
        this.reserve = reserve;
        this.arguments = arguments;
        this.entry = root;
        this.path = root.name();
    }

    /** Runs the command that {@code arguments} name in the tree below {@code root}. */
    public static int run(CommandNode root, List<String> arguments, Io io) {
        try (Shortage reserve = new Shortage()) {
            Invocation invocation = new Invocation(root, arguments, io, reserve);
            if (io.isWholeProcess()) {
                Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> invocation.helperFailed(failure));
            }
            return invocation.run();
        }
    }

    /** The same as one of many calls, which set aside {@code reserve} together. */
    static int run(CommandNode root, List<String> arguments, Io io, Shortage reserve) {
        Invocation invocation = new Invocation(root, arguments, io, reserve);
        try (Interruption interruption = Interruption.ofThisThread()) {
            invocation.interruption = interruption;
            line = invocation;
            int code = invocation.run();
            return code == 0 && invocation.helper != null ? invocation.failed(invocation.helper) : code;
        } finally {
            line = null;
        }
    }

    /** Whoever waits for what such a thread was to do would wait for ever: the process ends, or the line of a batch. */
    private void helperFailed(Throwable failure) {
        Invocation running = line;
        if (running != null) {
            running.helper = failure;
            running.interruption.ask();
        } else {
            ExitHook.end(failed(failure));
        }
    }

    private int run() {
        while (entry.isGroup() && consumed < arguments.size() && entry.find(arguments.get(consumed)) != null) {
            entry = entry.find(arguments.get(consumed++));
            path += " " + entry.name();
        }
        errors = new ErrorReporter(io.err(), path);
        try {
            reserve.foresee();
            int code = entry.isRunnable() ? leaf() : group();
            io.out().flush();
            io.finish();
            return code;
        } catch (Throwable e) {
            // Also what is no Exception: the JVM's own errors come of the same shortages as the kernel's.
            return failed(e);
        }
    }

    /** Of several threads that fail, one tells it. */
    private synchronized int failed(Throwable failure) {
        if (status == 0) {
            status = report(helper != null && failure instanceof Interruption.Interrupted ? helper : failure);
        }
        return status;
    }

    private int report(Throwable failure) {
        Throwable cause = failure;
        try {
            cause = Shortage.behind(failure);
            reserve.relieve();
            cause = told(cause);
            int code = errors.report(cause);
            for (Throwable atTheEnd : failure.getSuppressed()) {
                // What could not be given back or removed is there yet.
                if (atTheEnd instanceof KernelException left) {
                    errors.report(left);
                }
            }
            return code;
        } catch (Throwable another) {
            return reportInFewWords(cause);
        }
    }

    /** A line of text needs less than an object of JSON. */
    private int reportInFewWords(Throwable failure) {
        try {
            errors.asJson(false);
            return errors.report(failure);
        } catch (Throwable another) {
            return lastResort(failure, io.err());
        }
    }

    /** The failure as it is reported. */
    private Throwable told(Throwable e) {
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
            RuntimeException ofFile = Shortage.ofFile(cause);
            if (ofFile == null) {
                return io.readerHasGone((Exception) e) ? new StdoutClosed() : stdoutFailed(cause);
            }
            flushQuietly();
            return ofFile;
        }
        flushQuietly();
        return e instanceof KernelException kernel && kernel.is(Errno.EPIPE) && isOfStdout(kernel) ? new StdoutClosed()
                : e;
    }

    private boolean isOfStdout(KernelException failure) {
        try {
            return io.stdout().isSubjectOf(failure);
        } catch (UncheckedIOException textIsLeftThatNobodyReads) {
            return io.readerHasGone(textIsLeftThatNobodyReads);
        }
    }

    /**
     * Where a failure could not even be reported: a sentence that needs nothing more.
     *
     * @return the exit status
     */
    public static int lastResort(Throwable failure, OutputStream err) {
        boolean shortage = failure instanceof VirtualMachineError;
        try {
            err.write(shortage ? NOTHING_LEFT : BROKEN);
        } catch (IOException nobodyListens) {
            // The exit status still says it.
        }
        return (shortage ? ExitCode.LIMIT : ExitCode.BUG).number();
    }

    /**
     * What was printed before the failure is true and belongs to the user; the failure itself is what gets reported.
     */
    private void flushQuietly() {
        try {
            io.out().flush();
        } catch (IOException | RuntimeException reportedAlready) {
            // A second failure adds nothing to the first.
        }
    }

    private static RuntimeException stdoutFailed(Throwable cause) {
        int errno = cause instanceof IOException failed ? Errno.of(failed) : 0;
        return errno != 0 ? new KernelException("write", "standard output", errno)
                : new CommandFailure(ExitCode.FAILED, "standard output", "cannot be written: " + cause.getMessage(),
                        null);
    }

    private List<String> rest() {
        return arguments.subList(consumed, arguments.size());
    }

    private int group() throws IOException {
        CommandModel model = CommandModel.of(entry, path);
        Words words = model.read(rest());
        if (words.asksForHelp()) {
            print(model.help(words.asksForShortHelp(), HelpText.width(io)));
        } else if (words.asksForVersion()) {
            print("ipcctl " + Version.current() + "\n");
        } else if (words.problem() != null) {
            refuseOptionsBeforeMember();
            throw words.problem();
        } else {
            refuseArguments(words);
            throw new UsageException("which command?", HelpText.members(entry));
        }
        return ExitCode.DONE.number();
    }

    /**
     * An argument of a group can only be a member's name, and one that nothing stands before would have been followed.
     */
    private void refuseArguments(Words words) {
        if (words.arguments().isEmpty()) {
            return;
        }
        String word = words.arguments().get(0);
        if (entry.find(word) != null) {
            throw new UsageException("options go after the command: " + path + " " + word + " [OPTIONS]");
        }
        throw Suggestions.noCommand(entry, path, word);
    }

    /** An option that a member of the group knows is unknown before the member's name. */
    private void refuseOptionsBeforeMember() {
        CommandNode named = entry;
        StringBuilder command = new StringBuilder(path);
        for (String word : rest()) {
            CommandNode member = named.find(word);
            if (member != null) {
                command.append(' ').append(member.name());
                named = member;
            }
        }
        if (named != entry) {
            throw new UsageException("options go after the command: " + command + " [OPTIONS]");
        }
    }

    private int leaf() throws Exception {
        CommandModel model = CommandModel.of(entry, path);
        Command leaf = model.leaf();
        ResultOptions results = leaf.results();
        Words words = model.read(rest());
        errors.asJson(results.errorsAsJson(words));
        if (words.asksForHelp()) {
            print(model.help(words.asksForShortHelp(), HelpText.width(io)));
            return ExitCode.DONE.number();
        } else if (words.problem() != null) {
            refuseOptionsBeforeMember();
            throw words.problem();
        } else if (entry.isGroup()) {
            refuseArguments(words);
        }
        if (words.has(ResultOptions.LIST_COLUMNS)) {
            // It needs none of the arguments that the command itself does, and no value of its other options.
            results.listColumns(Args.ofSome(model.syntax(), results.ofColumnList(), words), io);
            return ExitCode.DONE.number();
        }
        Args args = model.parse(words);
        if (leaf.waiting() != null) {
            errors.waiting(leaf.waiting(), args);
            leaf.waiting().check(args);
        }
        results.check(args);
        Consumer<String> outer = Syscall.trace();
        try {
            if (results.verbose(args)) {
                Syscall.traceTo(errors::line);
            }
            return leaf.run(args, new Context(io, results, args, errors));
        } finally {
            // A command of a batch leaves the batch's own as it was.
            Syscall.traceTo(outer);
        }
    }

    private void print(String text) throws IOException {
        io.out().write(OsString.encode(text));
    }
}
