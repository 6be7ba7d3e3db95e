package org.ipcctl.layout;

import org.ipcctl.kernel.TextWidth;

/**
 * A text in which places are pointed at.
 *
 * @param name the file it was read from, or null for a text of the command line
 */
record Source(String name, String text) {
    private static final int WIDEST = 90;
    private static final int BEFORE = 50;

    LayoutException wrong(int start, int end, String message) {
        return new LayoutException(this, start, end, message);
    }

    /** Counted from 1. */
    int line(int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    /** Counted from 1, in characters. */
    int column(int position) {
        return text.codePointCount(lineStart(position), position) + 1;
    }

    private int lineStart(int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    /** The line around {@code start} and another with a caret below it; of a long line the part that matters. */
    String excerpt(int start, int end) {
        int from = lineStart(start);
        int newline = text.indexOf('\n', start);
        int to = newline < 0 ? text.length() : newline;
        String head = shown(text.substring(from, start));
        String tail = shown(text.substring(start, to));
        String mark = shown(text.substring(start, Math.min(Math.max(end, start), to)));
        if (TextWidth.of(head) + TextWidth.of(tail) > WIDEST) {
            head = TextWidth.of(head) > BEFORE ? "..." + TextWidth.ending(head, BEFORE) : head;
            tail = TextWidth.of(tail) > WIDEST - BEFORE ? TextWidth.beginning(tail, WIDEST - BEFORE) + "..." : tail;
        }
        int width = Math.max(1, Math.min(TextWidth.of(mark), TextWidth.of(tail)));
        return "  " + head + tail + "\n  " + " ".repeat(TextWidth.of(head)) + "^" + "~".repeat(width - 1);
    }

    /** A tab as a blank, and nothing that a terminal would obey. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean unfit = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    || c <= 0xFFFF && Character.isSurrogate((char) c);
            shown.appendCodePoint(c == '\t' ? ' ' : unfit ? '?' : c);
        });
        return shown.toString();
    }
}
