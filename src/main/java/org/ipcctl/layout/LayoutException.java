package org.ipcctl.layout;

/** A layout, the name of a field or a value for one is wrong; it knows the place. */
public final class LayoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Source source;
    private final int start;
    private final int end;

    /** @param message a clause without full stop */
    LayoutException(Source source, int start, int end, String message) {
        // What it quotes may hold anything; one line for the terminal it stays.
        super(message.replaceAll("\\p{Cntrl}", "?"), null, false, false);
        this.source = source;
        this.start = Math.max(0, Math.min(start, source.text().length()));
        this.end = end;
    }

    /** {@code sensor.h:3:7}, or {@code column 7} where the text was on the command line. */
    public String place() {
        String column = Integer.toString(source.column(start));
        int line = source.line(start);
        if (source.name() != null) {
            return source.name() + ":" + line + ":" + column;
        }
        return line > 1 ? "line " + line + ", column " + column : "column " + column;
    }

    /** Whether the text is a file's, whose name {@link #place} begins with. */
    public boolean isInFile() {
        return source.name() != null;
    }

    /** The line of the text that is wrong, and below it one with a caret under the place; no newline at the end. */
    public String excerpt() {
        return source.excerpt(start, end);
    }

    /** Where in the text it is wrong, in characters of Java. */
    int start() {
        return start;
    }
}
