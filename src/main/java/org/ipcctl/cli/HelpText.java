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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What {@code --help} prints. picocli lays it out, which takes as long as a start takes otherwise, so that each text is kept as a
 * resource beside the classes: {@code ModelTest} writes them, and sees to it that they are what picocli makes of the commands of today.
 */
final class HelpText {
    private static final int WIDTH = 100;

    private HelpText() {}

    static String of(CommandModel model) {
        try (InputStream kept = HelpText.class.getResourceAsStream("/org/ipcctl/help/" + fileName(model.path()))) {
            return kept == null ? laidOut(model) : OsString.decode(kept.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fileName(String path) {
        return path.replace(' ', '-') + ".txt";
    }

    /** The text as picocli makes it, also for a command that is not listed and has none kept. */
    static String laidOut(CommandModel model) {
        // It announces on stderr when an option is given twice.
        System.setProperty("picocli.trace", "OFF");
        // It would look for Groovy, for which every jar is opened.
        System.setProperty("picocli.disable.closures", "true");
        CommandSpec spec = spec(model);
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
            lines.append(lines.length() == 0 ? "  " : "\n  ").append(member.name()).append(" ".repeat(longest + 2 - member.name().length()))
                    .append(sentence(member.summary()));
        }
        return lines.toString();
    }

    /** picocli's model of it. */
    static CommandSpec spec(CommandModel model) {
        CommandSpec spec = CommandSpec.create();
        for (Arg<?> option : model.syntax().options()) {
            spec.addOption(option(option));
        }
        int index = 0;
        for (Arg<?> positional : model.syntax().positionals()) {
            spec.addPositional(positional(positional, index++));
        }
        describe(spec, model);
        if (model.entry().isGroup()) {
            listMembers(spec, model.entry());
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.footer(footer(model).toArray(String[]::new));
        if (model.leaf() != null || !model.path().contains(" ")) {
            usage.exitCodeListHeading("%nExit status:%n");
            usage.exitCodeList(ExitCode.table());
        }
        return spec;
    }

    private static OptionSpec option(Arg<?> option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new)).description(option.description())
                .usageHelp(option.longestName().equals(Words.HELP)).versionHelp(option.longestName().equals(Words.VERSION));
        if (option.mayHaveValue()) {
            return builder.type(String.class).arity("0..1").fallbackValue("").paramLabel(option.label()).build();
        }
        return option.takesValue()
                ? builder.type(String.class).arity("1").paramLabel(option.label()).required(option.isRequired()).build()
                : builder.type(boolean.class).arity("0").build();
    }

    private static PositionalParamSpec positional(Arg<?> positional, int index) {
        String least = positional.isRequired() ? "1" : "0";
        PositionalParamSpec.Builder builder = PositionalParamSpec.builder().paramLabel(positional.label()).required(positional.isRequired())
                .description(positional.description());
        return positional.isRepeated()
                ? builder.index(index + "..*").type(List.class).auxiliaryTypes(String.class).arity(least + "..*").build()
                : builder.index(Integer.toString(index)).type(String.class).arity(positional.isRequired() ? "1" : "0..1").build();
    }

    private static void describe(CommandSpec spec, CommandModel model) {
        spec.name(model.path());
        List<String> text = new ArrayList<>();
        text.add(sentence(model.entry().summary()));
        for (String paragraph : model.paragraphs()) {
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
        usage.width(WIDTH);
        // Without it picocli 4.7.7 counts the words of a line wrongly and breaks in their midst.
        usage.adjustLineBreaksForWideCJKCharacters(true);
    }

    private static List<String> footer(CommandModel model) {
        List<String> footer = new ArrayList<>();
        Schema<?> schema = model.schema();
        if (schema != null) {
            footer.add("");
            footer.add("Columns: " + ids(schema));
        }
        if (!model.examples().isEmpty()) {
            footer.add("");
            footer.add("Examples:");
            for (Command.Example example : model.examples()) {
                footer.add("  " + example.command().replace("%", "%%"));
            }
        }
        if (model.entry().isGroup()) {
            footer.add("");
            footer.add("'" + model.path() + " COMMAND --help' says more about one of them.");
        }
        return footer;
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
