package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

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
        Schema schema = leaf.schema();
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
    static CommandModel ofColumnList(Schema schema, String path) {
        Leaf columns = new Leaf() {
            @Override
            protected Schema schema() {
                return schema;
            }

            @Override
            protected int run(Context context) {
                return ExitCode.DONE.number();
            }
        };
        ResultOptions options = new ResultOptions(columns);
        describe(columns.spec(), path, "columns", List.of());
        CommandLine line = configured(columns.spec());
        line.setUnmatchedArgumentsAllowed(true);
        return new CommandModel(line, columns, options, List.of());
    }

    /** The model of a group: its members' names and summaries, but not the members themselves. */
    static CommandModel ofGroup(Entry entry, String path) {
        CommandSpec spec = CommandSpec.create();
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
            // A stub knows no options; what stands behind a member's name is not for this model to judge.
            stub.parser().unmatchedArgumentsAllowed(true);
            spec.addSubcommand(member.name(), stub);
        }
        spec.usageMessage().commandListHeading("%nCommands:%n");
    }

    private static String moreHelp(String path) {
        return "'" + path + " COMMAND --help' says more about one of them.";
    }

    /**
     * Reads a command line. picocli 4.7.7 looks for an abbreviated option in every word, and fails with an exception on one
     * that has no letter or digit: on {@code -}, which is standard input, and on an empty DATA. Nothing is abbreviated then.
     */
    CommandLine.ParseResult parse(List<String> words) {
        line.setAbbreviatedOptionsAllowed(haveLettersOrDigits(words));
        try {
            return line.parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.MissingParameterException e) {
            // An option that is misspelt explains more than the argument that is missing.
            List<String> unknown = e.getCommandLine().getUnmatchedArguments();
            throw unknown.isEmpty() ? e : new CommandLine.UnmatchedArgumentException(e.getCommandLine(), unknown);
        } catch (CommandLine.UnmatchedArgumentException e) {
            if (leaf != null && leaf.runsCmd() && !words.contains("--")) {
                throw new UsageException("unknown option '" + e.getUnmatched().get(0) + "'; options of CMD go behind --");
            }
            throw e;
        }
    }

    private static boolean haveLettersOrDigits(List<String> words) {
        for (String word : words) {
            if (word.equals("--")) {
                return true;
            }
            int i = 0;
            while (i < word.length() && !Character.isLetterOrDigit(word.codePointAt(i))) {
                i += Character.charCount(word.codePointAt(i));
            }
            if (i == word.length()) {
                return false;
            }
        }
        return true;
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
    public Schema schema() {
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
        // Where an option wants a value, a member's name is one.
        line.setAllowSubcommandsAsOptionParameters(true);
        // The last one wins, as with getopt, so that an alias can be overridden.
        line.setOverwrittenOptionsAllowed(true);
        line.setTrimQuotes(false);
        line.setInterpolateVariables(false);
        return line;
    }

    private static String ids(Schema schema) {
        StringBuilder ids = new StringBuilder();
        for (Column column : schema.columns()) {
            ids.append(ids.length() == 0 ? "" : ", ").append(column.id());
        }
        return ids.toString();
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }
}
