package org.ipcctl.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Version;
import org.ipcctl.result.Column;

/** What several manual pages have alike: head, lists of options and columns, exit status, examples, notes. */
final class PageParts {
    /** Of the pages' form, since a page needs a date and the day of the build would make each build another. */
    private static final String DATE = "2026-11-23";

    private PageParts() {}

    static String pageName(Node node) {
        return node.path().replace(' ', '-');
    }

    static Roff head(Node node) {
        return new Roff().comment("Generated from the commands themselves: see 'How it is built inside' in README.md.")
                .title(pageName(node).toUpperCase(Locale.ROOT), 1, DATE, "ipcctl " + Version.current(), "User Commands")
                .macro("SH", "NAME").words(pageName(node) + " - " + node.entry().summary());
    }

    static void columns(Roff page, List<? extends Column<?>> columns) {
        page.paragraph("The result has these columns:");
        for (Column<?> column : columns) {
            page.item(column.id(),
                    sentence(column.help() + " (" + column.type().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (column.inTable() ? ")" : "; in tables only with --columns)")));
        }
    }

    static void options(Roff page, List<Arg<?>> options) {
        for (Arg<?> option : options) {
            boolean isLong = option.longestName().startsWith("--");
            page.item(option.names(), option.mayHaveValue() ? "[=" : isLong ? "=" : " ",
                    option.kind() == null ? "" : option.label(), option.description());
        }
    }

    /** The options of the results and errors that the leaves at and below {@code node} have, each once. */
    static void commonOptions(Roff page, Node node) {
        Set<String> seen = new LinkedHashSet<>();
        List<Arg<?>> common = new ArrayList<>();
        for (Node leaf : node.all().stream().filter(n -> n.entry().isRunnable())
                .sorted((a, b) -> Integer.compare(weight(b), weight(a))).toList()) {
            leaf.model().syntax().commonOptions().stream().filter(option -> seen.add(option.longestName()))
                    .forEach(common::add);
        }
        options(page, common);
    }

    /** Those with a schema have more of the common options, and say more of them. */
    private static int weight(Node leaf) {
        return leaf.model().schema() == null ? 0 : 1;
    }

    static void exitStatus(Roff page) {
        page.macro("SH", "EXIT STATUS");
        ExitCode.table().forEach((code, meaning) -> page.item(code, sentence(meaning)));
    }

    static void examples(Roff page, List<Command.Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        page.macro("SH", "EXAMPLES");
        for (Command.Example example : examples) {
            page.paragraph(sentence(example.purpose()).replaceFirst("\\.$", ":")).code(example.command());
        }
    }

    static String seeAlso(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().collect(Collectors.joining(", "));
    }

    static String sentence(String clause) {
        String capital = Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    /** The prose that belongs to a page, a paragraph each; nothing where nobody wrote any. */
    static List<String> prose(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream("prose/" + name)) {
            return in == null ? List.of()
                    : List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n\n+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
