package org.ipcctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What {@code -h} and {@code --help} print. picocli lays it out, which takes as long as a start takes otherwise, so
 * that each text is kept as a resource beside the classes, with lines as long as they come: {@code ModelTest} writes
 * them, and sees to it that they are what picocli makes of the commands of today.
 */
final class HelpText {
    private static final int WIDEST = 100;
    private static final int NARROWEST = 40;
    private static final int USUAL = 80;
    /** Wider than anything is, so that picocli breaks nothing. */
    private static final int UNBROKEN = 20_000;
    private static final int SHORT_EXAMPLES = 2;

    private HelpText() {}

    /** The short text or the whole, for a terminal of {@code width} columns. */
    static String of(CommandModel model, boolean inShort, int width) {
        // Of what does nothing by itself there is little to say.
        boolean brief = inShort && model.leaf() != null;
        try (InputStream kept = HelpText.class
                .getResourceAsStream("/org/ipcctl/help/" + fileName(model.path(), brief))) {
            return fit(kept == null ? laidOut(model, brief) : OsString.decode(kept.readAllBytes()), width);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fileName(String path, boolean inShort) {
        return (inShort ? "short/" : "") + path.replace(' ', '-') + ".txt";
    }

    /** What COLUMNS says, or else the terminal; elsewhere as man(1) has it. */
    static int width(Io io) {
        String columns = System.getenv("COLUMNS");
        int width = columns != null && columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : io.width();
        return width <= 0 ? USUAL : Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    /**
     * {@code text} with its lines broken between words, as far as they can be: a word stays whole, and so does an
     * example.
     */
    static String fit(String text, int width) {
        StringBuilder fitted = new StringBuilder(text.length() + text.length() / 16);
        boolean examples = false;
        for (String line : text.split("\n", -1)) {
            examples = line.startsWith(" ") ? examples : line.equals("Examples:");
            if (line.length() <= width || examples) {
                fitted.append(line);
            } else {
                breakLine(line, width, fitted);
            }
            fitted.append('\n');
        }
        fitted.setLength(fitted.length() - 1);
        return fitted.toString();
    }

    private static void breakLine(String line, int width, StringBuilder to) {
        int hang = hang(line);
        int from = 0;
        if (hang > width / 2) {
            // No room beside the names: below them.
            String names = line.substring(0, hang - 2).stripTrailing();
            to.append(names.isEmpty() ? "" : names + "\n");
            from = hang - 2;
            hang = NARROWEST / 4;
            to.append(" ".repeat(hang));
        }
        int room = from == 0 ? width : width - hang;
        while (line.length() - from > room) {
            int end = line.lastIndexOf(' ', from + room);
            int first = from;
            while (first < line.length() && line.charAt(first) == ' ') {
                first++;
            }
            end = end <= first ? line.indexOf(' ', first) : end;
            if (end < 0) {
                break;
            }
            to.append(line, from, end).append('\n').append(" ".repeat(hang));
            from = end + 1;
            room = width - hang;
        }
        to.append(line, from, line.length());
    }

    /** Where the lines that follow {@code line} begin: two behind where its description does. */
    private static int hang(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        if (line.startsWith("Usage: ")) {
            return "Usage: ipcctl ".length();
        } else if (at == 0) {
            return 0;
        }
        int gap = line.indexOf("  ", at);
        while (gap >= 0 && gap < line.length() && line.charAt(gap) == ' ') {
            gap++;
        }
        return (gap < 0 ? at : gap) + 2;
    }

    /** The text as picocli makes it, also for a command that is not listed and has none kept. */
    static String laidOut(CommandModel model, boolean inShort) {
        // It announces on stderr when an option is given twice.
        System.setProperty("picocli.trace", "OFF");
        // It would look for Groovy, for which every jar is opened.
        System.setProperty("picocli.disable.closures", "true");
        CommandSpec spec = spec(model, inShort);
        return new CommandLine(spec).setInterpolateVariables(false).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** A line for each member of {@code group}, as its help lists them. */
    static String members(CommandNode group) {
        List<CommandNode> listed = group.listed();
        int longest = 0;
        for (CommandNode member : listed) {
            longest = Math.max(longest, member.name().length());
        }
        StringBuilder lines = new StringBuilder();
        for (CommandNode member : listed) {
            lines.append(lines.length() == 0 ? "  " : "\n  ").append(member.name())
                    .append(" ".repeat(longest + 2 - member.name().length()))
                    .append(sentence(member.summary()));
        }
        return lines.toString();
    }

    /** picocli's model of it. */
    private static CommandSpec spec(CommandModel model, boolean inShort) {
        CommandSpec spec = CommandSpec.create();
        Syntax syntax = model.syntax();
        List<Arg<?>> waiting = model.leaf() == null ? List.of() : model.leaf().waitingOptions();
        List<Arg<?>> output = model.leaf() == null || inShort ? List.of() : syntax.commonOptions();
        ArgGroupSpec.Builder waits = ArgGroupSpec.builder().validate(false).heading("%nWaiting:%n");
        ArgGroupSpec.Builder outputs = ArgGroupSpec.builder().validate(false).heading("%nOutput and help:%n");
        for (Arg<?> option : syntax.options()) {
            if (!inShort && waiting.contains(option)) {
                waits.addArg(option(option, false));
            } else if (output.contains(option)) {
                outputs.addArg(option(option, false));
            } else if (!inShort || !option.isRare()) {
                spec.addOption(option(option, inShort));
            }
        }
        if (!waits.args().isEmpty()) {
            spec.addArgGroup(waits.build());
        }
        if (!outputs.args().isEmpty()) {
            spec.addArgGroup(outputs.build());
        }
        int index = 0;
        for (Arg<?> positional : syntax.positionals()) {
            spec.addPositional(positional(positional, index++, inShort));
        }
        describe(spec, model, inShort);
        if (model.entry().isGroup()) {
            listMembers(spec, model.entry());
        }
        spec.usageMessage().footer(footer(model, inShort).toArray(String[]::new));
        return spec;
    }

    private static OptionSpec option(Arg<?> option, boolean inShort) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new))
                .description(text(option, inShort))
                .usageHelp(option.longestName().equals(Words.HELP))
                .versionHelp(option.longestName().equals(Words.VERSION));
        if (option.mayHaveValue()) {
            return builder.type(String.class).arity("0..1").fallbackValue("").paramLabel(option.label()).build();
        }
        return option.takesValue()
                ? builder.type(String.class).arity("1").paramLabel(option.label()).required(option.isRequired()).build()
                : builder.type(boolean.class).arity("0").build();
    }

    private static String text(Arg<?> arg, boolean inShort) {
        return (inShort ? arg.summary() : arg.description()).replace("%", "%%");
    }

    private static PositionalParamSpec positional(Arg<?> positional, int index, boolean inShort) {
        String least = positional.isRequired() ? "1" : "0";
        PositionalParamSpec.Builder builder = PositionalParamSpec.builder().paramLabel(positional.label())
                .required(positional.isRequired())
                .description(text(positional, inShort));
        return positional.isRepeated()
                ? builder.index(index + "..*").type(List.class).auxiliaryTypes(String.class).arity(least + "..*")
                        .build()
                : builder.index(Integer.toString(index)).type(String.class)
                        .arity(positional.isRequired() ? "1" : "0..1").build();
    }

    private static void describe(CommandSpec spec, CommandModel model, boolean inShort) {
        spec.name(model.path());
        List<String> text = new ArrayList<>();
        text.add(sentence(model.entry().summary()));
        for (String paragraph : inShort ? List.<String>of() : model.paragraphs()) {
            text.add("");
            text.add(paragraph.replace("%", "%%"));
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.description(text.toArray(String[]::new));
        usage.synopsisHeading("Usage: ");
        usage.customSynopsis(synopsis(model));
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%nArguments:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.sortOptions(false);
        usage.width(UNBROKEN);
        // Without it picocli 4.7.7 counts the words of a line wrongly and breaks in their midst.
        usage.adjustLineBreaksForWideCJKCharacters(true);
    }

    private static String synopsis(CommandModel model) {
        if (model.leaf() == null) {
            return model.path() + " COMMAND ...";
        }
        return "ipcctl " + model.synopsis()
                + (model.entry().isGroup() ? "%n   or: " + model.path() + " [COMMAND] ..." : "");
    }

    private static List<String> footer(CommandModel model, boolean inShort) {
        List<String> footer = new ArrayList<>();
        Schema<?> schema = model.schema();
        if (schema != null && !inShort) {
            footer.add("");
            footer.add("Columns: " + ids(schema));
        }
        List<Command.Example> examples = inShort ? shortOf(model.examples()) : model.examples();
        if (!examples.isEmpty()) {
            footer.add("");
            footer.add("Examples:");
            for (Command.Example example : examples) {
                footer.add("  " + example.command().replace("%", "%%"));
            }
        }
        String[] words = model.path().split(" ");
        String page = words.length == 1 ? "ipcctl(1)" : words[0] + "-" + words[1] + "(1)";
        footer.add("");
        if (inShort) {
            footer.add("'" + model.path() + " --help' shows all options and more details.");
            return footer;
        } else if (model.entry().isGroup()) {
            footer.add("'" + model.path() + " COMMAND --help' says more about one of them.");
        }
        footer.add("Exit status: 0 on success, otherwise by cause; see EXIT STATUS in " + page + ".");
        return footer;
    }

    /** Those that a screen has room for, or else the first. */
    private static List<Command.Example> shortOf(List<Command.Example> examples) {
        List<Command.Example> fitting = new ArrayList<>();
        for (Command.Example example : examples) {
            if (fitting.size() < SHORT_EXAMPLES && example.command().length() + 2 <= USUAL) {
                fitting.add(example);
            }
        }
        return fitting.isEmpty() ? examples.subList(0, Math.min(1, examples.size())) : fitting;
    }

    private static void listMembers(CommandSpec spec, CommandNode group) {
        for (CommandNode member : group.listed()) {
            CommandSpec stub = CommandSpec.create();
            stub.usageMessage().description(sentence(member.summary()));
            spec.addSubcommand(member.name(), stub);
        }
        spec.usageMessage().commandListHeading("%nCommands:%n");
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
