package org.ipcctl.layout;

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
        if (length(head) + length(tail) > WIDEST) {
            head = length(head) > BEFORE ? "..." + last(head, BEFORE) : head;
            tail = length(tail) > WIDEST - BEFORE ? first(tail, WIDEST - BEFORE) + "..." : tail;
        }
        int width = Math.max(1, Math.min(length(mark), length(tail)));
        return "  " + head + tail + "\n  " + " ".repeat(length(head)) + "^" + "~".repeat(width - 1);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String first(String text, int count) {
        return text.substring(0, text.offsetByCodePoints(0, count));
    }

    private static String last(String text, int count) {
        return text.substring(text.offsetByCodePoints(text.length(), -count));
    }

    /** One column a character, and nothing that a terminal would obey. */
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
