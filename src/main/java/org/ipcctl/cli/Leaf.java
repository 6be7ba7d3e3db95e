package org.ipcctl.cli;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.result.Schema;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command that does something, as opposed to a group of commands. A subclass declares its options and positionals as
 * fields with {@link #flag}, {@link #opt}, {@link #arg}; {@link #run} reads them. An instance serves one call.
 */
public abstract class Leaf {
    private final CommandSpec spec = CommandSpec.create();
    private final Map<ArgSpec, Kind<?>> kinds = new IdentityHashMap<>();
    private final Map<ArgSpec, Words.Alias> aliases = new IdentityHashMap<>();
    private int positionals;
    private WaitOptions waiting;
    private boolean runsCmd;

    /** Does the work; the returned exit code is 0, or that of the CMD it ran. Failures are thrown. */
    protected abstract int run(Context context) throws Exception;

    /** The columns of what it prints as a result, or null where it prints none. */
    protected Schema<?> schema() {
        return null;
    }

    /** Whether the call that was parsed prints rows, in the form that {@code --format} says, and not payload alone or nothing. */
    protected boolean printsRows() {
        return schema() != null;
    }

    /** Whole sentences that say more than the summary; each element is a paragraph. */
    protected List<String> description() {
        return List.of();
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
     * @param before  what has to be there already, as lines of bash that nobody is shown; {@code interrupt} in it is Ctrl-C
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

    CommandSpec spec() {
        return spec;
    }

    /** What the values of {@code argument} are; null for a switch. */
    Kind<?> kindOf(ArgSpec argument) {
        return kinds.get(argument);
    }

    WaitOptions waiting() {
        return waiting;
    }

    /** The options that stand for another one with a value. */
    Map<ArgSpec, Words.Alias> aliases() {
        return aliases;
    }

    /** A switch, off unless given. */
    protected final Opt<Boolean> flag(String description, String... names) {
        OptionSpec option = OptionSpec.builder(names).type(boolean.class).arity("0")
                .description(description).build();
        spec.addOption(option);
        return new Opt<>(option, false);
    }

    /** A switch that is another way to write {@code target} with {@code value}; of both the last one on the line wins. */
    protected final void alias(Opt<?> target, String value, String description, String... names) {
        OptionSpec option = OptionSpec.builder(names).type(boolean.class).arity("0").description(description).build();
        spec.addOption(option);
        aliases.put(option, new Words.Alias(target.spec(), value));
    }

    /** An option with a value, null unless given. */
    protected final <T> Opt<T> opt(Kind<T> kind, String description, String... names) {
        return optOr(kind, null, description, names);
    }

    /** An option with a value that must be given. */
    protected final <T> Opt<T> requiredOpt(Kind<T> kind, String description, String... names) {
        return option(kind, null, description, true, names);
    }

    /** An option with a value and a default, which the description should tell. */
    protected final <T> Opt<T> optOr(Kind<T> kind, T fallback, String description, String... names) {
        return option(kind, fallback, description, false, names);
    }

    private <T> Opt<T> option(Kind<T> kind, T fallback, String description, boolean required, String... names) {
        OptionSpec option = OptionSpec.builder(names).type(kind.type()).arity("1").paramLabel(kind.label()).required(required)
                .converters(Opt.converter(kind)).completionCandidates(kind.candidates())
                .description(description).build();
        spec.addOption(option);
        kinds.put(option, kind);
        return new Opt<>(option, fallback);
    }

    /** A positional that must be there. */
    protected final <T> Opt<T> arg(Kind<T> kind, String label, String description) {
        return positional(kind, label, description, "1");
    }

    /** A positional that may be there. */
    protected final <T> Opt<T> optionalArg(Kind<T> kind, String label, String description) {
        return positional(kind, label, description, "0..1");
    }

    private <T> Opt<T> positional(Kind<T> kind, String label, String description, String arity) {
        PositionalParamSpec positional = PositionalParamSpec.builder().index(Integer.toString(positionals++))
                .type(kind.type()).arity(arity).paramLabel(label).required(arity.equals("1"))
                .converters(Opt.converter(kind)).completionCandidates(kind.candidates())
                .description(description).build();
        spec.addPositional(positional);
        kinds.put(positional, kind);
        return new Opt<>(positional, null);
    }

    /** All remaining positionals, at least {@code least} of them. */
    protected final Opt<List<String>> args(Kind<String> kind, String label, String description, int least) {
        PositionalParamSpec positional = PositionalParamSpec.builder().index(positionals++ + "..*")
                .type(List.class).auxiliaryTypes(String.class).arity(least + "..*").paramLabel(label).required(least > 0)
                .completionCandidates(kind.candidates()).description(description).build();
        spec.addPositional(positional);
        kinds.put(positional, kind);
        return Opt.ofWords(positional, kind);
    }

    /**
     * The CMD and its arguments behind {@code --}. Where nothing precedes it on the line, parsing stops at its first word
     * also without a {@code --}, or CMD's options would be taken for ours.
     */
    protected final Opt<List<String>> cmd(String description, boolean required) {
        spec.parser().stopAtPositional(positionals == 0);
        runsCmd = true;
        return args(Kind.TEXT.completing(Kind.Names.COMMANDS), "CMD", description, required ? 1 : 0);
    }

    /** Whether the last words of its line are a CMD. */
    boolean runsCmd() {
        return runsCmd;
    }

    /** Declares {@code --timeout}, {@code --nonblock} and {@code -E}: for every command that can block. */
    protected final WaitOptions waitOptions(String waitsFor) {
        waiting = new WaitOptions(
                opt(Kind.DURATION, "Give up after DUR (500ms, 2s, 1m30s; a plain number is seconds; 0 tries once), exit 124, when "
                        + waitsFor + ".", "-t", "--timeout"),
                flag("Do not wait at all: exit 6 where it would block.", "--nonblock"),
                opt(Kind.integer("N", 0, 255), "Exit with N instead of 124 or 6.", "-E", "--conflict-exit-code"));
        return waiting;
    }
}
