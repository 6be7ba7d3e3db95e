package org.ipcctl.format;

import java.io.OutputStream;
import org.ipcctl.result.Schema;

/** The forms a result can take. */
public enum Format {
    TABLE("aligned columns for people, sizes and times humanised"),
    PLAIN("tab-separated, no header, for cut(1) and awk(1); a missing value is -, and the value - is \\x2d; a tab "
            + "inside a value is \\t, a newline \\n, a backslash \\\\"),
    JSON("one array, or one object if the command describes a single one"),
    NDJSON("one JSON object per line, written as soon as it is known"),
    CSV("RFC 4180, with a header line; lines end with a newline"),
    SHELL("quoted name='value' assignments, safe to eval; a list has a line for each row; data that contains a zero "
            + "byte is in Base64; --prefix puts a word before each name"),
    FISH("the same for fish(1), as set commands for its source command"),
    MARKDOWN("a table for a document or an issue, with values as in table");

    private final String help;

    Format(String help) {
        this.help = help;
    }

    /** One clause that says what it is. */
    public String help() {
        return help;
    }

    /** Whether what it prints are variables, whose names can have a prefix. */
    public boolean isOfVariables() {
        return this == SHELL || this == FISH;
    }

    /** Whether there is nothing in it but rows, not even errors. */
    public boolean isOfRowsOnly() {
        return this != TABLE && this != JSON && this != NDJSON;
    }

    /** Whether a program is expected to read it, so that every column belongs in it. */
    public boolean isForMachines() {
        return this != TABLE && this != PLAIN && this != MARKDOWN;
    }

    /**
     * A writer of rows in this form.
     *
     * @param shown the columns to write, a selection from the records' own schema
     * @param look  what only some forms care about
     */
    public <T> RowWriter<T> open(Schema<T> shown, TableStyle look, OutputStream out) {
        return switch (this) {
            case TABLE -> shown.single() ? new CardWriter<>(shown, look, out) : new TableWriter<>(shown, look, out);
            case PLAIN -> new PlainWriter<>(shown, out);
            case JSON -> new JsonRows<>(shown, out, shown.single() ? JsonRows.Shape.OBJECT : JsonRows.Shape.ARRAY);
            case NDJSON -> new JsonRows<>(shown, out, JsonRows.Shape.LINES);
            case CSV -> new CsvRows<>(shown, look, out);
            case SHELL -> new ShellWriter<>(shown, ShellWriter.Dialect.POSIX, look.prefix(), out);
            case FISH -> new ShellWriter<>(shown, ShellWriter.Dialect.FISH, look.prefix(), out);
            case MARKDOWN -> new MarkdownWriter<>(shown, look, out);
        };
    }
}
