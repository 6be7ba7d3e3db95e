package org.ipcctl.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.result.Schema;

/**
 * A command that does something, as opposed to a group of commands. A subclass declares its options and positionals as
 * fields with {@link #flag}, {@link #opt}, {@link #arg}, and nothing of it changes afterwards: what a call gave for
 * them is in the
 * {@link Args} that {@link #run} is handed, so that an instance serves any number of calls.
 */
public abstract class Command {
    static final String HELP = "Show short help (-h) or full help (--help), and exit.";

    private final Syntax syntax = new Syntax();
    private ResultOptions results;
    private WaitOptions waiting;
    private WatchOption watch;

    /** Does the work; the returned exit code is 0, or that of the CMD it ran. Failures are thrown. */
    protected abstract int run(Args args, Context context) throws Exception;

    /** The columns of what it prints as a result, or null where it prints none. */
    protected Schema<?> schema() {
        return null;
    }

    /** Whether it prints all of its rows at once, which can then be sorted. */
    protected boolean sortsRows() {
        return false;
    }

    /**
     * What it lists, in the plural, for saying that there are none: {@code message queues}. Null where that cannot be,
     * or is no news.
     */
    protected String listed() {
        return null;
    }

    /** Forms of its result that no other command has, beside those of all: words for {@code --format}. */
    protected List<String> ownFormats() {
        return List.of();
    }

    /** The columns of what the call {@code args} prints, where they depend on that. */
    protected Schema<?> schema(Args args) {
        return watch == null ? schema() : watch.schema(args, schema());
    }

    /**
     * Whether the call {@code args} prints rows, in the form that {@code --format} says, and not payload alone or
     * nothing.
     */
    protected boolean printsRows(Args args) {
        return schema() != null;
    }

    /**
     * What help and manual page say of a command.
     *
     * @param description whole sentences that say more than the summary; each element is a paragraph
     * @param examples    lines that a user can type: what each is for, then the command
     */
    public record Texts(List<String> description, List<Example> examples) {
        /** Of a command that its summary describes. */
        public static Texts of(Example... examples) {
            return new Texts(List.of(), List.of(examples));
        }

        /** Of one that there is a paragraph more to say of. */
        public static Texts of(String paragraph, Example... examples) {
            return new Texts(List.of(paragraph), List.of(examples));
        }
    }

    /** What is said of it; a command has either this or the two below. */
    protected Texts texts() {
        return new Texts(description(), examples());
    }

    /** Whole sentences that say more than the summary; each element is a paragraph. */
    protected List<String> description() {
        return List.of();
    }

    /** What its manual page lists besides options and columns, each with a sentence. */
    protected Map<String, String> terms() {
        return Map.of();
    }

    /**
     * Variables of the environment that it heeds, or that it sets for CMD, each with a sentence; not those that follow
     * from its options and columns.
     */
    protected Map<String, String> environment() {
        return Map.of();
    }

    /** Files that it reads or writes though nobody names them, each with a sentence; not those that its objects are. */
    protected Map<String, String> files() {
        return Map.of();
    }

    /** Lines that a user can type, for help and man page: what it is for, then the command. */
    protected List<Example> examples() {
        return List.of();
    }

    /**
     * An example. A test runs each with bash, in a folder and among IPC objects of its own, and expects {@code status}.
     *
     * @param purpose a clause
     * @param command the line as typed
     * @param before  what has to be there already, as lines of bash that nobody is shown; {@code interrupt} in it is
     * Ctrl-C
     * @param status  what the line exits with
     */
    public record Example(String purpose, String command, String before, int status) {
        public Example(String purpose, String command) {
            this(purpose, command, "", 0);
        }

        /** The same where {@code lines} have been run. */
        public Example after(String... lines) {
            return new Example(purpose, command, String.join("\n", lines), status);
        }

        /** The same for a line that does not exit with 0. */
        public Example exits(int expected) {
            return new Example(purpose, command, before, expected);
        }
    }

    /** All that it takes; complete with the options that every command has. */
    Syntax syntax() {
        results();
        return syntax;
    }

    /** The options that every command has. */
    ResultOptions results() {
        if (results == null) {
            syntax.beginCommon();
            results = new ResultOptions(this);
            flag(HELP, "-h", Words.HELP);
        }
        return results;
    }

    /**
     * What {@code words} give as a part of a call, as if they were its line.
     *
     * @param allowed the options and positionals that may be among them
     * @throws UsageException where something is wrong with one
     */
    protected final Args argsOf(List<String> words, List<Arg<?>> allowed) {
        Words read = Words.of(syntax(), words);
        if (read.problem() != null) {
            throw read.problem();
        }
        for (Words.Given given : read.options()) {
            if (!allowed.contains(given.option())) {
                throw new UsageException(given.option().longestName() + " is for the whole line, not for a part of it");
            }
        }
        return Args.of(syntax(), read);
    }

    /** The options that are its own. */
    List<Arg<?>> ownOptions() {
        return syntax.ownOptions();
    }

    /** Those that say how long it may take, and how often it looks. */
    List<Arg<?>> waitingOptions() {
        return waiting != null ? waiting.all() : watch != null ? watch.all() : List.of();
    }

    /** Until when a call may wait, from now on; never where it did not say. */
    public final Deadline deadline(Args args) {
        return waiting == null ? Deadline.never() : waiting.deadline(args);
    }

    /** Null for a command that waits for nothing. */
    WaitOptions waiting() {
        return waiting;
    }

    /** A switch, off unless given. */
    public final Arg<Boolean> flag(String description, String... names) {
        return syntax.option(null, false, false, null, description, names);
    }

    /**
     * A switch that is another way to write {@code target} with {@code value}; of both the last one on the line wins.
     */
    protected final Arg<Boolean> alias(Arg<?> target, String value, String description, String... names) {
        return syntax.option(null, false, false, new Arg.Alias(target, value), description, names);
    }

    /** An option with a value, null unless given. */
    public final <T> Arg<T> opt(ValueType<T> kind, String description, String... names) {
        return optOr(kind, null, description, names);
    }

    /** An option with a value that must be given. */
    protected final <T> Arg<T> requiredOpt(ValueType<T> kind, String description, String... names) {
        return syntax.option(kind, null, true, null, description, names);
    }

    /** An option with a value and a default, which is told behind the description. */
    public final <T> Arg<T> optOr(ValueType<T> kind, T fallback, String description, String... names) {
        return syntax.option(kind, fallback, false, null, description, names);
    }

    /**
     * A switch that may have a value, which is joined to it by {@code =}; {@code implied} where it has none, null where
     * it is not given.
     */
    public final <T> Arg<T> flagOrOpt(ValueType<T> kind, T implied, String description, String... names) {
        return syntax.optionWithOrWithout(kind, implied, description, names);
    }

    /** A positional that must be there. */
    protected final <T> Arg<T> arg(ValueType<T> kind, String label, String description) {
        return syntax.positional(kind, label, null, 1, 1, description);
    }

    /** A positional that may be there. */
    protected final <T> Arg<T> optionalArg(ValueType<T> kind, String label, String description) {
        return syntax.positional(kind, label, null, 0, 1, description);
    }

    /** All remaining positionals, at least {@code least} of them. */
    public final <T> Arg<List<T>> args(ValueType<T> kind, String label, String description, int least) {
        return syntax.positional(kind, label, List.of(), least, Integer.MAX_VALUE, description);
    }

    /** The CMD and its arguments, with or without a {@code --} before it: behind its first word no option is ours. */
    protected final Arg<List<String>> cmd(String description, boolean required) {
        syntax.endOwn();
        return args(ValueType.TEXT.completing(ValueType.Names.COMMANDS), "CMD", description, required ? 1 : 0);
    }

    /** Declares {@code --timeout}, {@code --nonblock} and {@code -E}: for every command that can block. */
    public final WaitOptions waitOptions(String waitsFor) {
        Arg<Duration> timeout = timeoutOption(waitsFor, ", and 0 tries once");
        Arg<Boolean> nonblock = flag("Do not wait: exit 6 if it would block.", "--nonblock");
        waiting = new WaitOptions(timeout, nonblock, conflictOption("124 or 6"));
        return waiting;
    }

    /** Declares {@code --timeout} and {@code -E}: for a command that always has to wait for others. */
    public final WaitOptions timeoutOptions(String waitsFor) {
        Arg<Duration> timeout = timeoutOption(waitsFor, "");
        waiting = new WaitOptions(timeout, null, conflictOption("124"));
        return waiting;
    }

    private Arg<Duration> timeoutOption(String waitsFor, String zero) {
        return opt(ValueType.DURATION,
                "Give up after DUR (exit 124) if " + waitsFor + "; DUR is 500ms, 2s, 1m30s or a plain number of seconds"
                        + zero + ".",
                "-t",
                "--timeout");
    }

    private Arg<Long> conflictOption(String otherwise) {
        return opt(ValueType.integer("N", 0, 255), "Exit with N instead of " + otherwise + ".", "-E",
                "--conflict-exit-code").rare();
    }

    /** Declares {@code --watch}: for every command that lists or describes. */
    public final WatchOption watchOption() {
        watch = WatchOption.of(this);
        return watch;
    }

    /** Null for a command whose result cannot be watched. */
    WatchOption watch() {
        return watch;
    }
}
