package org.ipcctl.format;

import java.io.OutputStream;
import org.ipcctl.result.Schema;

/** The forms a result can take. */
public enum Format {
    TABLE("aligned columns for people, sizes and times humanised"),
    PLAIN("tab-separated, no header, for cut(1) and awk(1); a tab inside a value is \\t, a newline \\n, a backslash \\\\"),
    JSON("one array, or one object where the command describes one"),
    NDJSON("one JSON object a line, written as soon as it is known"),
    CSV("RFC 4180, with a header line; lines end with a newline"),
    SHELL("quoted name='value' assignments, safe to eval");

    private final String help;

    Format(String help) {
        this.help = help;
    }

    /** One clause that says what it is. */
    public String help() {
        return help;
    }

    /** Whether a program is expected to read it, so that every column belongs in it. */
    public boolean isForMachines() {
        return this != TABLE && this != PLAIN;
    }

    /**
     * A writer of rows in this form.
     *
     * @param shown the columns to write, a selection from the records' own schema
     * @param look  what only tables, plain text and CSV care about
     */
    public <T> RowWriter<T> open(Schema<T> shown, TableStyle look, OutputStream out) {
        return switch (this) {
            case TABLE -> shown.single() ? new CardWriter<>(shown, look, out) : new TableWriter<>(shown, look, out);
            case PLAIN -> new PlainWriter<>(shown, out);
            case JSON -> new JsonRows<>(shown, out, shown.single() ? JsonRows.Shape.OBJECT : JsonRows.Shape.ARRAY);
            case NDJSON -> new JsonRows<>(shown, out, JsonRows.Shape.LINES);
            case CSV -> new CsvRows<>(shown, look, out);
            case SHELL -> new ShellWriter<>(shown, out);
        };
    }
}
