package org.ipcctl.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a manual page that readers paste into a shell, as they stand there.
 *
 * @param name  what a comment before them calls them, as {@code task service}; null where there is none
 * @param lines without troff's escapes
 */
record Pasted(String name, String lines) {
    private static final Pattern BLOCK = Pattern.compile("(?s)(?:\\.\\\\\" ([^\n]+)\n)?\\.EX\n(.*?)\\.EE\n");

    /** All that stands between .EX and .EE. */
    static List<Pasted> in(String page) throws IOException {
        List<Pasted> all = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("man", page)));
        while (blocks.find()) {
            all.add(new Pasted(blocks.group(1),
                    blocks.group(2).replace("\\&", "").replace("\\-", "-").replace("\\(aq", "'").replace("\\(ti", "~")
                            .replace("\\(ha", "^").replace("\\e", "\\")));
        }
        return all;
    }

    /** Those of ipcctl(7) that are called {@code name}. */
    static String named(String name) throws IOException {
        return in("ipcctl.7").stream().filter(pasted -> name.equals(pasted.name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + name)).lines;
    }
}
