package org.ipcctl.docs;

import java.util.List;
import java.util.Locale;
import org.ipcctl.format.Format;

/** ipcctl(1): what holds for all commands, and where each of them is described. */
final class FrontPage {
    private FrontPage() {}

    static String of(Node root) {
        Roff page = PageParts.head(root).macro("SH", "SYNOPSIS");
        page.macro("SY", "ipcctl").words("COMMAND [OPTIONS] [ARGUMENTS]").macro("YS");
        page.macro("SH", "DESCRIPTION");
        prose(page, "description");
        page.macro("SH", "COMMANDS");
        root.members().forEach(command -> command(page, command));
        page.macro("SH", "OPTIONS");
        PageParts.options(page, root.options());
        page.paragraph("Every command that prints a result has these:");
        PageParts.commonOptions(page, root);
        page.macro("SH", "FORMATS");
        for (Format format : Format.values()) {
            page.item(format.name().toLowerCase(Locale.ROOT), PageParts.sentence(format.help()));
        }
        prose(page, "formats");
        page.macro("SH", "WATCHING");
        prose(page, "watching");
        PageParts.exitStatus(page);
        surroundings(root).print(page);
        page.macro("SH", "NOTES");
        prose(page, "notes");
        page.macro("SH", "EXAMPLES");
        examples(page);
        page.macro("SH", "SEE ALSO");
        page.words(PageParts.seeAlso(root.members().stream().map(member -> PageParts.pageName(member) + "(1)").toList(),
                List.of("ipcctl(7)", "ipcs(1)", "lsipc(1)", "flock(1)", "socat(1)")));
        return page.toString();
    }

    private static void command(Roff page, Node command) {
        String members = command.members().isEmpty() ? ""
                : " Its commands are " + String.join(", ", command.memberNames()) + ".";
        page.item(command.words(), PageParts.sentence(command.entry().summary()) + members + " See "
                + PageParts.pageName(command) + "(1).");
    }

    private static void prose(Roff page, String part) {
        PageParts.prose("ipcctl." + part).forEach(page::paragraph);
    }

    /** Those of all commands, and of the way to them. */
    static Surroundings surroundings(Node root) {
        return Surroundings.of(root.all()).with(PageParts.prose("ipcctl.environment"), PageParts.prose("ipcctl.files"));
    }

    /** Paragraphs whose first line says what for, and whose others are typed. */
    private static void examples(Roff page) {
        for (String paragraph : PageParts.prose("ipcctl.examples")) {
            String[] split = paragraph.split("\n", 2);
            page.paragraph(split[0]).code(split[1].split("\n"));
        }
    }
}
