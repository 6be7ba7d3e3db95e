package org.ipcctl.docs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a manual page in the macros of man(7), escaped and broken into lines. */
final class Roff {
    private static final int WIDTH = 100;
    /** {@code --lines}, or the name in {@code fifo(7)}, and what is before and behind it. */
    private static final Pattern EMPHASIZED = Pattern
            .compile("([(\\['/]*)(--[a-z][a-z-]*|-[a-zA-Z0](?![\\w-])|[a-z][\\w-]*(?=\\([1-8]\\)))(.*)");

    private final StringBuilder text = new StringBuilder();

    /** A macro line with arguments that are quoted where that is needed. */
    Roff macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
        return this;
    }

    /** A comment. */
    Roff comment(String words) {
        text.append(".\\\" ").append(words).append('\n');
        return this;
    }

    /** Words of a paragraph; lines end where the source is to, not the page. */
    Roff words(String words) {
        int column = 0;
        for (String word : words.strip().split("\\s+")) {
            String escaped = emphasized(word);
            if (column > 0 && column + 1 + escaped.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            if (column > 0) {
                text.append(' ');
                column++;
            } else if (escaped.startsWith(".") || escaped.startsWith("'")) {
                escaped = "\\&" + escaped;
            }
            text.append(escaped);
            column += escaped.length();
        }
        text.append('\n');
        return this;
    }

    /** A paragraph, set off from what is above it unless that is a heading. */
    Roff paragraph(String words) {
        int lastLine = text.lastIndexOf("\n", text.length() - 2) + 1;
        return text.substring(lastLine).startsWith(".S") ? words(words) : macro("PP").words(words);
    }

    /** A paragraph of prose as it was written: words, or lines to type where it is indented. */
    Roff prose(String written) {
        return written.startsWith("    ") ? code(written.stripIndent().split("\n")) : paragraph(written);
    }

    /** Something with an explanation behind it, which hangs in. */
    Roff item(String bold, String words) {
        macro("TP");
        text.append("\\fB").append(escape(bold)).append("\\fR\n");
        return words(words);
    }

    /**
     * As {@link #item}, for the names of an option or none, and the {@code label} of its value or an argument, in
     * italics;
     * {@code sign} stands between them, and a bracket that it opens is closed.
     */
    Roff item(List<String> names, String sign, String label, String words) {
        macro("TP");
        text.append(names.stream().map(name -> "\\fB" + escape(name) + "\\fR").collect(Collectors.joining(", ")));
        if (!label.isEmpty()) {
            text.append(sign).append("\\fI").append(escape(label)).append("\\fR")
                    .append(sign.startsWith("[") ? "]" : "");
        }
        text.append('\n');
        return words(words);
    }

    /** The head of a page: name, section, date as ISO 8601 writes it, source, manual. */
    Roff title(String name, int section, String date, String source, String manual) {
        text.append(".TH ").append(name).append(' ').append(section).append(' ').append(date)
                .append(" \"").append(source).append("\" \"").append(manual).append("\"\n");
        return this;
    }

    /** Lines as they are typed. */
    Roff code(String... lines) {
        macro("IP");
        text.append(".EX\n");
        for (String line : lines) {
            text.append(line.startsWith(".") ? "\\&" : "").append(escape(line)).append('\n');
        }
        text.append(".EE\n");
        return this;
    }

    /** A word of prose: options, and names of manual pages, stand out. */
    private static String emphasized(String word) {
        Matcher matcher = EMPHASIZED.matcher(word);
        return !matcher.matches() ? escape(word)
                : escape(matcher.group(1)) + "\\fB" + escape(matcher.group(2)) + "\\fR" + escape(matcher.group(3));
    }

    /** Everything that troff would take for something else, and the ASCII characters that it would print as others. */
    private static String escape(String plain) {
        return plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
                .replace("^", "\\(ha").replace("~", "\\(ti");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
