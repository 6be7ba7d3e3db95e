package org.ipcctl.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.Version;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual pages of section 1: one for ipcctl itself, and one for each command on the first level with all of its
 * members. ipcctl(7), the overview of the mechanisms, is written by hand.
 */
final class ManPages {
    /** Of the pages' form, since a page needs a date and the day of the build would make each build another. */
    private static final String DATE = "2026-11-23";

    private ManPages() {
    }

    /** File names and their contents. */
    static Map<String, String> of(Node root) {
        Map<String, String> pages = new TreeMap<>();
        pages.put("ipcctl.1", overview(root));
        for (Node command : root.members()) {
            pages.put(pageName(command) + ".1", page(command));
        }
        return pages;
    }

    private static String pageName(Node node) {
        return node.path().replace(' ', '-');
    }

    private static Roff head(Node node) {
        return new Roff().comment("Generated from the commands themselves: see 'How it is built inside' in README.md.")
                .title(pageName(node).toUpperCase(Locale.ROOT), 1, DATE, "ipcctl " + Version.current(), "User Commands")
                .macro("SH", "NAME").words(pageName(node) + " - " + node.entry().summary());
    }

    private static String overview(Node root) {
        Roff page = head(root).macro("SH", "SYNOPSIS");
        page.macro("SY", "ipcctl");
        page.words("COMMAND [OPTIONS] [ARGUMENTS]").macro("YS");
        page.macro("SH", "DESCRIPTION");
        page.words("ipcctl lets a shell script use the means of inter-process communication that Linux has: it creates, writes, reads, shows "
                + "and removes their objects, and it measures them. ipcctl(7) tells how these means differ and how to choose.");
        page.macro("SH", "COMMANDS");
        for (Node command : root.members()) {
            page.item(command.words(), sentence(command.entry().summary()) + " See " + pageName(command) + "(1).");
        }
        page.macro("SH", "OPTIONS");
        options(page, root.options());
        page.paragraph("Every command also has these:");
        commonOptions(page, root);
        page.macro("SH", "NOTES");
        page.words("Names of shared memory, semaphores and message queues are written with or without their leading slash. Sizes are numbers "
                + "of bytes, or end in K, M, G (powers of 1024; kB, MB, GB are powers of 1000). Durations are 500ms, 2s, 1m30s, or a "
                + "plain number of seconds. Modes are octal or symbolic as for chmod(1).");
        page.paragraph("What was received goes to standard output byte for byte; warnings, progress and errors go to standard error. With "
                + "--format json or ndjson an error is one JSON object with command, subject, syscall, errno, errno_name, message, hint "
                + "and exit_code.");
        exitStatus(page);
        examples(page, root.members().stream().flatMap(member -> member.all().stream()).flatMap(node -> node.model().examples().stream()
                .limit(1)).toList());
        page.macro("SH", "SEE ALSO");
        page.words(seeAlso(root.members().stream().map(member -> pageName(member) + "(1)").toList(), List.of("ipcctl(7)")));
        return page.toString();
    }

    private static String page(Node command) {
        Roff page = head(command).macro("SH", "SYNOPSIS");
        List<Node> leaves = command.all().stream().filter(node -> node.entry().isRunnable()).toList();
        leaves.forEach(leaf -> synopsis(page, leaf));
        page.macro("SH", "DESCRIPTION");
        page.words(sentence(command.entry().summary()));
        command.model().paragraphs().forEach(page::paragraph);
        if (command.entry().isRunnable()) {
            page.macro("SH", "OPTIONS");
            arguments(page, command);
        }
        if (!command.members().isEmpty()) {
            page.macro("SH", "COMMANDS");
            command.all().stream().skip(1).filter(node -> node.entry().isRunnable()).forEach(leaf -> member(page, leaf));
            page.macro("SH", command.entry().isRunnable() ? "COMMON OPTIONS" : "OPTIONS");
            page.words("Each of the commands also has these:");
        }
        commonOptions(page, command);
        exitStatus(page);
        examples(page, command.all().stream().flatMap(node -> node.model().examples().stream()).toList());
        page.macro("SH", "SEE ALSO");
        page.words(seeAlso(command.entry().seeAlso(), List.of("ipcctl(1)", "ipcctl(7)")));
        return page.toString();
    }

    private static void member(Roff page, Node leaf) {
        page.macro("SS", leaf.path());
        page.words(sentence(leaf.entry().summary()));
        leaf.model().paragraphs().forEach(page::paragraph);
        arguments(page, leaf);
    }

    private static void arguments(Roff page, Node leaf) {
        for (PositionalParamSpec positional : leaf.positionals()) {
            page.item("", label(positional), Node.description(positional));
        }
        options(page, leaf.options().stream().filter(option -> !leaf.model().isCommon(option)).toList());
        columns(page, leaf.model().schema());
    }

    private static void columns(Roff page, Schema schema) {
        if (schema == null) {
            return;
        }
        page.paragraph("The result has these columns:");
        for (Column column : schema.columns()) {
            page.item(column.id(), sentence(column.help() + " (" + column.type().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (column.inTable() ? ")" : "; in tables only with --columns)")));
        }
    }

    private static void options(Roff page, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            String names = String.join(", ", option.names());
            boolean isLong = option.longestName().startsWith("--");
            page.item(names, Node.takesValue(option) ? (isLong ? "=" : " ") + option.paramLabel() : "", Node.description(option));
        }
    }

    /** The options of the results and errors that the leaves at and below {@code node} have, each once. */
    private static void commonOptions(Roff page, Node node) {
        Set<String> seen = new LinkedHashSet<>();
        List<OptionSpec> common = new ArrayList<>();
        for (Node leaf : node.all().stream().filter(n -> n.entry().isRunnable()).sorted((a, b) -> Integer.compare(weight(b), weight(a))).toList()) {
            leaf.options().stream().filter(leaf.model()::isCommon).filter(option -> seen.add(option.longestName())).forEach(common::add);
        }
        options(page, common);
    }

    /** Those with a schema have more of the common options, and say more of them. */
    private static int weight(Node leaf) {
        return leaf.model().schema() == null ? 0 : 1;
    }

    private static void synopsis(Roff page, Node leaf) {
        List<String> words = new ArrayList<>();
        words.add(leaf.path().substring(leaf.path().indexOf(' ') + 1));
        leaf.options().stream().filter(OptionSpec::required).forEach(option -> words.add(option.longestName() + " " + option.paramLabel()));
        words.add("[OPTIONS]");
        leaf.positionals().forEach(positional -> words.add(bracketed(positional)));
        page.macro("SY", "ipcctl").words(String.join(" ", words)).macro("YS");
    }

    private static String bracketed(PositionalParamSpec positional) {
        String label = (label(positional).equals("CMD") ? "-- " : "") + label(positional) + (Node.isRepeated(positional) ? "..." : "");
        return positional.required() ? label : "[" + label + "]";
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel();
    }

    private static void exitStatus(Roff page) {
        page.macro("SH", "EXIT STATUS");
        ExitCode.table().forEach((code, meaning) -> page.item(code, sentence(meaning)));
    }

    private static void examples(Roff page, List<Leaf.Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        page.macro("SH", "EXAMPLES");
        for (Leaf.Example example : examples) {
            page.paragraph(sentence(example.purpose()).replaceFirst("\\.$", ":")).code(example.command());
        }
    }

    private static String seeAlso(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().collect(Collectors.joining(", "));
    }

    private static String sentence(String clause) {
        String capital = Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
