package org.ipcctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.layout.Similar;
import org.ipcctl.result.Row;
import picocli.CommandLine;

/** One call of ipcctl, from its arguments to its exit code. It touches nothing but the streams it was given. */
public final class Invocation {
    private static final byte[] NOTHING_LEFT = OsString.encode("ipcctl: not enough memory to go on.\n");
    private static final byte[] BROKEN = OsString.encode("ipcctl: internal error. This is a bug in ipcctl; please report it.\n");

    private final Io io;
    private final List<String> arguments;
    private final Models models;
    private Entry entry;
    private String path;
    private int consumed;

    private Invocation(Entry root, List<String> arguments, Io io, Models models) {
        this.models = models;
        this.io = io;
        this.arguments = arguments;
        this.entry = root;
        this.path = root.name();
    }

    /** Runs the command that {@code arguments} name in the tree below {@code root}. */
    public static int run(Entry root, List<String> arguments, Io io) {
        return run(root, arguments, io, Models.none());
    }

    /** The same as one of many calls, which share {@code models}. */
    static int run(Entry root, List<String> arguments, Io io, Models models) {
        return new Invocation(root, arguments, io, models).run();
    }

    private int run() {
        while (entry.isGroup() && consumed < arguments.size() && entry.find(arguments.get(consumed)) != null) {
            entry = entry.find(arguments.get(consumed++));
            path += " " + entry.name();
        }
        ErrorReporter errors = new ErrorReporter(io.err(), path);
        Shortage reserve = Shortage.foresee();
        try {
            int code = entry.isRunnable() ? leaf(errors) : group();
            io.out().flush();
            return code;
        } catch (Throwable e) {
            // Also what is no Exception: the JVM's own errors come of the same shortages as the kernel's.
            return failed(e, errors, reserve);
        } finally {
            reserve.relieve();
        }
    }

    private int failed(Throwable failure, ErrorReporter errors, Shortage reserve) {
        Throwable cause = failure;
        try {
            cause = Shortage.behind(failure);
            reserve.relieve();
            cause = told(cause);
            return errors.report(cause);
        } catch (Throwable another) {
            return reportInFewWords(cause, errors);
        }
    }

    /** A line of text needs less than an object of JSON. */
    private int reportInFewWords(Throwable failure, ErrorReporter errors) {
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
        boolean readerGone = e instanceof KernelException kernel && kernel.is(Errno.EPIPE)
                && kernel.subject().equals(io.stdout().name());
        return readerGone ? new StdoutClosed() : e;
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

    /** What was printed before the failure is true and belongs to the user; the failure itself is what gets reported. */
    private void flushQuietly() {
        try {
            io.out().flush();
        } catch (IOException | RuntimeException reportedAlready) {
            // A second failure adds nothing to the first.
        }
    }

    /** The JDK gives the C library's words for the error and not its number. */
    private static RuntimeException stdoutFailed(Throwable cause) {
        for (int errno : new int[] {Errno.ENOSPC, Errno.EDQUOT, Errno.EFBIG, Errno.EBADF}) {
            if (Errno.text(errno).equalsIgnoreCase(cause.getMessage())) {
                return new KernelException("write", "standard output", errno);
            }
        }
        return new CommandFailure(ExitCode.FAILED, "standard output", "cannot be written: " + cause.getMessage(), null);
    }

    private List<String> rest() {
        return arguments.subList(consumed, arguments.size());
    }

    private int group() throws IOException {
        String word = rest().isEmpty() ? null : rest().get(0);
        if (word == null) {
            throw new UsageException("which command? " + String.join(", ", entry.listed().stream().map(Entry::name).toList()));
        }
        refuseUnknownMember();
        CommandModel model = CommandModel.ofGroup(entry, path);
        CommandLine.ParseResult parsed;
        try {
            parsed = model.parse(rest());
        } catch (CommandLine.UnmatchedArgumentException e) {
            refuseOptionsBeforeMember();
            throw e;
        }
        if (parsed.isUsageHelpRequested()) {
            print(model.help());
        } else if (parsed.isVersionHelpRequested()) {
            print("ipcctl " + Version.current() + "\n");
        }
        return ExitCode.DONE.number();
    }

    /** A word that is no option can only be a member's name, and a member's would have been followed. */
    private void refuseUnknownMember() {
        if (!rest().isEmpty() && !rest().get(0).startsWith("-")) {
            throw new UsageException("there is no command '" + rest().get(0) + "'" + suggestion(rest().get(0)));
        }
    }

    /** An option that a member of the group knows is unknown before the member's name. */
    private void refuseOptionsBeforeMember() {
        Entry named = entry;
        StringBuilder command = new StringBuilder(path);
        for (String word : rest()) {
            Entry member = named.find(word);
            if (member != null) {
                command.append(' ').append(member.name());
                named = member;
            }
        }
        if (named != entry) {
            throw new UsageException("options go behind the command: " + command + " [OPTIONS]");
        }
    }

    private String suggestion(String word) {
        List<String> names = entry.listed().stream().map(Entry::name).toList();
        return names.stream().filter(name -> name.startsWith(word) || word.startsWith(name)).findFirst()
                .map(name -> "; did you mean '" + name + "'?").orElseGet(() -> Similar.hint(word, names, ""));
    }

    private int leaf(ErrorReporter errors) throws Exception {
        CommandModel model = models.take(entry, path);
        ResultOptions options = model.options();
        errors.asJson(asksForJson());
        if (entry.isGroup()) {
            refuseUnknownMember();
        }
        if (asksForColumns() && model.leaf().schema() != null) {
            listColumns(CommandModel.ofColumnList(model.leaf().schema(), path));
            return ExitCode.DONE.number();
        }
        CommandLine.ParseResult parsed = model.parse(rest());
        if (parsed.isUsageHelpRequested()) {
            print(model.help());
            return ExitCode.DONE.number();
        } else if (parsed.hasSubcommand()) {
            String member = parsed.subcommand().commandSpec().name();
            throw new UsageException("options go behind the command: " + path + " " + member + " [OPTIONS]");
        }
        errors.asJson(options.errorsAsJson());
        errors.waiting(model.leaf().waiting());
        if (model.leaf().waiting() != null) {
            model.leaf().waiting().check();
        }
        if (model.leaf().schema() != null) {
            options.select(model.leaf().schema());
        }
        Syscall.traceTo(options.verbose() ? errors::line : null);
        try {
            return model.leaf().run(new Context(io, options, errors));
        } finally {
            Syscall.traceTo(null);
        }
    }

    private void listColumns(CommandModel model) throws IOException {
        model.parse(rest());
        try (RowWriter rows = model.options().openColumnList(io.out())) {
            for (Row row : model.options().columnList()) {
                rows.write(row);
            }
        }
    }

    /** {@code --list-columns} needs none of the arguments that the command itself does. */
    private boolean asksForColumns() {
        int option = rest().indexOf("--list-columns");
        int end = rest().indexOf("--");
        return option >= 0 && (end < 0 || option < end);
    }

    /** A command line that does not parse may still have said how it wants its errors. */
    private boolean asksForJson() {
        List<String> words = rest();
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            String word = words.get(i);
            boolean split = word.equals("--format") && i + 1 < words.size() && isJson(words.get(i + 1));
            if (split || word.startsWith("--format=") && isJson(word.substring("--format=".length())) || word.equals("-J")
                    || word.equals("--json")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJson(String format) {
        return format.equals("json") || format.equals("ndjson");
    }

    private void print(String text) throws IOException {
        io.out().write(OsString.encode(text));
    }
}
