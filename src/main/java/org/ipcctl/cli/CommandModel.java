package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/**
 * From the registry to picocli's model, the single definition behind the parser, the help texts, the man pages and the
 * completions. A call builds only the command that is called; the documents build all.
 */
public final class CommandModel {
    private static final int HELP_WIDTH = 100;

    private final CommandLine line;
    private final Leaf leaf;
    private final ResultOptions options;
    private final List<OptionSpec> own;

    private CommandModel(CommandLine line, Leaf leaf, ResultOptions options, List<OptionSpec> own) {
        this.line = line;
        this.leaf = leaf;
        this.options = options;
        this.own = own;
    }

    /**
     * The model of one leaf, or of a group that runs by itself, whose help lists its members too; {@code path} is all
     * words up to it, {@code ipcctl mq send}.
     */
    static CommandModel ofLeaf(Entry entry, String path) {
        Leaf leaf = entry.leaf().get();
        CommandSpec spec = leaf.spec();
        List<OptionSpec> own = List.copyOf(spec.options());
        ResultOptions options = new ResultOptions(leaf);
        describe(spec, path, entry.summary(), leaf.description());
        helpOption(spec);
        Schema<?> schema = leaf.schema();
        UsageMessageSpec usage = spec.usageMessage();
        List<String> footer = new ArrayList<>();
        if (schema != null) {
            footer.add("");
            footer.add("Columns: " + ids(schema));
        }
        if (!leaf.examples().isEmpty()) {
            footer.add("");
            footer.add("Examples:");
            for (Leaf.Example example : leaf.examples()) {
                footer.add("  " + example.command().replace("%", "%%"));
            }
        }
        if (entry.isGroup()) {
            listMembers(spec, entry);
            footer.add("");
            footer.add(moreHelp(path));
        }
        usage.footer(footer.toArray(String[]::new));
        usage.exitCodeListHeading("%nExit status:%n");
        usage.exitCodeList(ExitCode.table());
        return new CommandModel(configured(spec), leaf, options, own);
    }

    /** A command that takes nothing but the options about results, and lists the columns of {@code schema}. */
    static CommandModel ofColumnList(Schema<?> schema, String path) {
        Leaf columns = new Leaf() {
            @Override
            protected Schema<?> schema() {
                return schema;
            }

            @Override
            protected int run(Context context) {
                return ExitCode.DONE.number();
            }
        };
        ResultOptions options = new ResultOptions(columns);
        describe(columns.spec(), path, "columns", List.of());
        return new CommandModel(configured(columns.spec()), columns, options, List.of());
    }

    /** The model of a group: its members' names and summaries, but not the members themselves. */
    static CommandModel ofGroup(Entry entry, String path) {
        CommandSpec spec = CommandSpec.create();
        // Behind a member's name everything is the member's.
        spec.parser().stopAtPositional(true);
        describe(spec, path, entry.summary(), List.of());
        helpOption(spec);
        boolean root = !path.contains(" ");
        if (root) {
            spec.addOption(OptionSpec.builder("-V", "--version").type(boolean.class).arity("0").versionHelp(true)
                    .description("Print the version and end.").build());
        }
        listMembers(spec, entry);
        spec.usageMessage().footer("", moreHelp(path));
        if (root) {
            spec.usageMessage().exitCodeListHeading("%nExit status:%n");
            spec.usageMessage().exitCodeList(ExitCode.table());
        }
        return new CommandModel(configured(spec), null, null, List.of());
    }

    private static void listMembers(CommandSpec spec, Entry group) {
        for (Entry member : group.listed()) {
            CommandSpec stub = CommandSpec.create();
            stub.usageMessage().description(sentence(member.summary()));
            spec.addSubcommand(member.name(), stub);
        }
        spec.usageMessage().commandListHeading("%nCommands:%n");
    }

    private static String moreHelp(String path) {
        return "'" + path + " COMMAND --help' says more about one of them.";
    }

    /** Tells the words of a call apart. */
    Words read(List<String> words) {
        return leaf == null ? Words.of(spec(), words) : Words.of(spec(), leaf.aliases(), words);
    }

    /**
     * Gives options and arguments their values. Words that nothing is wrong with are needed; the command's own rules come later.
     *
     * @throws UsageException where one is missing, too many, or has a value that cannot be
     */
    void parse(Words words) {
        if (words.problem() != null) {
            throw explained(words);
        }
        refuseSurplus(words.arguments());
        try {
            line.parseArgs(words.canonical());
        } catch (MissingParameterException e) {
            // It is thrown last: a value that is wrong explains more than one that is missing.
            throw new UsageException("missing " + missing(words));
        } catch (ParameterException e) {
            throw new UsageException(inOurWords(e.getMessage()));
        } catch (RuntimeException e) {
            // None is known that comes this far; if one does, the words are the cause all the same.
            throw new UsageException("these options and arguments cannot be understood");
        }
    }

    /** What is wrong with {@code words}. */
    UsageException explained(Words words) {
        boolean mayBeOfCmd = leaf != null && leaf.runsCmd() && !words.hasSeparator() && words.unknownOption() != null;
        return mayBeOfCmd ? new UsageException("unknown option '" + words.unknownOption() + "'; options of CMD go behind --") : words.problem();
    }

    private void refuseSurplus(List<String> arguments) {
        List<PositionalParamSpec> known = spec().positionalParameters();
        boolean endless = !known.isEmpty() && known.get(known.size() - 1).index().isVariable();
        if (!endless && arguments.size() > known.size()) {
            throw new UsageException("unexpected argument '" + arguments.get(known.size()) + "'");
        }
    }

    private String missing(Words words) {
        StringBuilder missing = new StringBuilder();
        for (PositionalParamSpec positional : spec().positionalParameters()) {
            if (positional.required() && words.arguments().size() < positional.index().min() + Math.max(1, positional.arity().min())) {
                missing.append(missing.length() == 0 ? "" : ", ").append(positional.paramLabel());
            }
        }
        for (OptionSpec option : spec().options()) {
            if (option.required() && !words.has(option.longestName())) {
                missing.append(missing.length() == 0 ? "" : ", ").append(option.longestName()).append(' ').append(option.paramLabel());
            }
        }
        return missing.toString();
    }

    /** picocli's message without the number of the argument, and to stand inside a sentence. */
    private static String inOurWords(String message) {
        String words = message.replaceFirst("^Invalid value for positional parameter at index \\S+ \\((\\S+?)\\): ", "invalid value for $1: ");
        return words.isEmpty() ? "wrong usage" : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    /** The command itself, null for a group. */
    Leaf leaf() {
        return leaf;
    }

    ResultOptions options() {
        return options;
    }

    /** What the values of an option or positional are; null for a switch. */
    public Kind<?> kindOf(ArgSpec argument) {
        return leaf == null ? null : leaf.kindOf(argument);
    }

    /** Whether {@code option} is one of those that every command has. */
    public boolean isCommon(OptionSpec option) {
        return leaf == null || !own.contains(option);
    }

    /** What the help says behind the summary, a paragraph each. */
    public List<String> paragraphs() {
        return leaf == null ? List.of() : leaf.description();
    }

    public List<Leaf.Example> examples() {
        return leaf == null ? List.of() : leaf.examples();
    }

    /** The columns of its result, null where it prints none. */
    public Schema<?> schema() {
        return leaf == null ? null : leaf.schema();
    }

    /** picocli's model of it. */
    public CommandSpec spec() {
        return line.getCommandSpec();
    }

    /** The help text. */
    public String help() {
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** The model of {@code entry}, be it a leaf or a group, for documents about all commands. */
    public static CommandModel of(Entry entry, String path) {
        return entry.isRunnable() ? ofLeaf(entry, path) : ofGroup(entry, path);
    }

    private static void describe(CommandSpec spec, String path, String summary, List<String> paragraphs) {
        spec.name(path);
        List<String> text = new ArrayList<>();
        text.add(sentence(summary));
        for (String paragraph : paragraphs) {
            text.add("");
            text.add(paragraph.replace("%", "%%"));
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.description(text.toArray(String[]::new));
        usage.synopsisHeading("Usage: ");
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nArguments:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.sortOptions(false);
        usage.width(HELP_WIDTH);
        // Without it picocli 4.7.7 counts the words of a line wrongly and breaks in their midst.
        usage.adjustLineBreaksForWideCJKCharacters(true);
    }

    private static void helpOption(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help").type(boolean.class).arity("0").usageHelp(true)
                .description("Print this help and end.").build());
    }

    private static CommandLine configured(CommandSpec spec) {
        boolean stopAtPositional = spec.parser().stopAtPositional();
        CommandLine line = new CommandLine(spec);
        line.setStopAtPositional(stopAtPositional);
        // Or 'mq send q @x' would send a file's words, and abstract socket names would break.
        line.setExpandAtFiles(false);
        // A value is a value, whatever it looks like.
        line.setAllowOptionsAsOptionParameters(true);
        line.setAllowSubcommandsAsOptionParameters(true);
        // The last one wins, as with getopt, so that an alias can be overridden.
        line.setOverwrittenOptionsAllowed(true);
        line.setTrimQuotes(false);
        line.setInterpolateVariables(false);
        return line;
    }

    private static String ids(Schema<?> schema) {
        StringBuilder ids = new StringBuilder();
        for (Column<?> column : schema.columns()) {
            ids.append(ids.length() == 0 ? "" : ", ").append(column.id());
        }
        return ids.toString();
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }
}
