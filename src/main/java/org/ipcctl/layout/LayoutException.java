package org.ipcctl.layout;

import java.util.function.Supplier;

/** A layout, the name of a field or a value for one is wrong; it knows the place. */
public final class LayoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** In characters; it may quote names of any length. */
    private static final int LONGEST = 500;

    private final transient Source source;
    private final int start;
    private final int end;
    private transient Supplier<String> maker;
    private String message;

    /** @param message a clause without full stop */
    LayoutException(Source source, int start, int end, String message) {
        this(source, start, end, () -> message);
    }

    /** @param message makes it when it is asked for: of a header's mistakes most are never told */
    LayoutException(Source source, int start, int end, Supplier<String> message) {
        super(null, null, false, false);
        this.maker = message;
        this.source = source;
        this.start = Math.max(0, Math.min(start, source.text().length()));
        this.end = end;
    }

    /** One line for the terminal, whatever it quotes. */
    @Override
    public synchronized String getMessage() {
        if (message == null) {
            String whole = maker.get().replaceAll("\\p{Cntrl}", "?");
            message = whole.length() > LONGEST ? whole.substring(0, whole.offsetByCodePoints(LONGEST, -1)) + "..."
                    : whole;
            maker = null;
        }
        return message;
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
