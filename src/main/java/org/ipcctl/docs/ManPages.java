package org.ipcctl.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipcctl.cli.Arg;
import org.ipcctl.result.Column;

/**
 * The manual pages of section 1: one for ipcctl itself, and one for each command on the first level with all of its
 * members. ipcctl(7), the overview of the mechanisms, is written by hand.
 */
final class ManPages {
    private final Node command;
    private final Roff page;
    /** The columns that the page has listed, and of which command. */
    private final Map<List<String>, String> listed = new HashMap<>();

    private ManPages(Node command) {
        this.command = command;
        this.page = PageParts.head(command);
    }

    /** File names and their contents. */
    static Map<String, String> of(Node root) {
        Map<String, String> pages = new TreeMap<>();
        pages.put("ipcctl.1", FrontPage.of(root));
        for (Node command : root.members()) {
            pages.put(PageParts.pageName(command) + ".1", new ManPages(command).page());
        }
        return pages;
    }

    private String page() {
        page.macro("SH", "SYNOPSIS");
        command.all().stream().filter(node -> node.entry().isRunnable()).forEach(this::synopsis);
        page.macro("SH", "DESCRIPTION");
        page.words(PageParts.sentence(command.entry().summary()));
        command.model().paragraphs().forEach(page::paragraph);
        if (command.entry().isRunnable()) {
            page.macro("SH", "OPTIONS");
            arguments(command);
        }
        if (!command.members().isEmpty()) {
            page.macro("SH", "COMMANDS");
            command.all().stream().skip(1).filter(node -> node.entry().isRunnable()).forEach(this::member);
            page.macro("SH", command.entry().isRunnable() ? "COMMON OPTIONS" : "OPTIONS");
            page.words("Each of the commands also has these:");
        }
        PageParts.commonOptions(page, command);
        PageParts.exitStatus(page);
        Surroundings.of(command.all()).print(page);
        page.macro("SH", "NOTES");
        PageParts.prose(PageParts.pageName(command)).forEach(page::prose);
        page.paragraph(
                "ipcctl(1) describes how names, sizes, durations and modes are written, and the formats; ipcctl(7) "
                        + "explains how the mechanisms differ.");
        PageParts.examples(page, command.all().stream().flatMap(node -> node.model().examples().stream()).toList());
        page.macro("SH", "SEE ALSO");
        page.words(PageParts.seeAlso(command.entry().seeAlso(), List.of("ipcctl(1)", "ipcctl(7)")));
        return page.toString();
    }

    private void member(Node leaf) {
        page.macro("SS", leaf.path());
        page.words(PageParts.sentence(leaf.entry().summary()));
        leaf.model().paragraphs().forEach(page::paragraph);
        arguments(leaf);
    }

    private void arguments(Node leaf) {
        for (Arg<?> positional : leaf.positionals()) {
            page.item(List.of(), "", positional.label(), positional.description());
        }
        PageParts.options(page, leaf.model().syntax().ownOptions());
        if (!leaf.model().terms().isEmpty()) {
            page.paragraph("The metrics are:");
            leaf.model().terms().forEach(page::item);
        }
        if (leaf.model().schema() == null) {
            return;
        }
        List<? extends Column<?>> columns = leaf.model().schema().columns();
        String before = listed.putIfAbsent(columns.stream().map(ManPages::told).toList(), leaf.path());
        if (before != null) {
            page.paragraph("The result has the columns of '" + before + "'.");
        } else {
            PageParts.columns(page, columns);
        }
    }

    /** What a page says of it. */
    private static String told(Column<?> column) {
        return column.id() + " " + column.type() + " " + column.help();
    }

    private void synopsis(Node leaf) {
        page.macro("SY", "ipcctl").words(leaf.model().synopsis()).macro("YS");
    }
}
