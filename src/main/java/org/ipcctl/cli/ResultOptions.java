package org.ipcctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ipcctl.format.Format;
import org.ipcctl.format.Look;
import org.ipcctl.format.RowWriter;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import picocli.CommandLine.Model.ArgSpec;

/** The options that every command has, and those of commands that print a result. */
final class ResultOptions {
    static final String LIST_COLUMNS = "--list-columns";

    private final Leaf leaf;
    private final Schema<?> schema;
    private final Opt<Format> format;
    private final Opt<Boolean> quiet;
    private final Opt<Boolean> verbose;
    private Opt<String> columns;
    private Opt<Boolean> noHeader;
    private Opt<Boolean> bytes;

    ResultOptions(Leaf leaf) {
        this.leaf = leaf;
        this.schema = leaf.schema();
        String forms = schema == null ? "Write errors as one JSON object with json or ndjson"
                : "How to print: table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson";
        format = leaf.opt(Kind.choice("FORMAT", Format.class), forms + ".", "--format");
        leaf.alias(format, "json", "The same as --format json.", "-J", "--json");
        if (schema != null) {
            columns = leaf.opt(Kind.TEXT.labelled("LIST").completing(Kind.Names.COLUMNS), "Print these columns, separated by commas, in this order.", "--columns");
            leaf.flag("List the columns and end.", LIST_COLUMNS);
            noHeader = leaf.flag("Print no header.", "--no-header");
            bytes = leaf.flag("Print sizes in tables as exact numbers of bytes.", "-b", "--bytes");
        }
        quiet = leaf.flag("Print no warnings and no progress.", "-q", "--quiet");
        verbose = leaf.flag("Print each system call and its result on stderr.", "-v", "--verbose");
    }

    Format format() {
        return format.get() != null ? format.get() : Format.TABLE;
    }

    /** Whether errors are told as JSON; a command line that is wrong elsewhere may still have said so. */
    boolean errorsAsJson(Words words) {
        String last = "";
        for (Words.Given given : words.options()) {
            last = given.option() == format.spec() ? given.value() : last;
        }
        return last.equalsIgnoreCase("json") || last.equalsIgnoreCase("ndjson");
    }

    /** Those of {@code words} that say which columns {@code --list-columns} lists and how, as words. */
    List<String> among(Words words) {
        List<String> these = new ArrayList<>();
        for (Words.Given given : words.options()) {
            ArgSpec option = given.option();
            if (option == format.spec() || option == columns.spec()) {
                these.add(given.option().longestName() + "=" + given.value());
            } else if (option == noHeader.spec() || option == bytes.spec()) {
                these.add(given.option().longestName());
            }
        }
        return these;
    }

    /**
     * Whether the user asked for rows, for commands whose payload is raw bytes otherwise: by a format, or by an option that
     * means nothing without rows.
     */
    boolean isFormatGiven() {
        return format.isGiven() || schema != null && (columns.isGiven() || noHeader.get() || bytes.get());
    }

    boolean isDefaultTable() {
        return format() == Format.TABLE && columns.get() == null;
    }

    boolean quiet() {
        return quiet.get();
    }

    boolean verbose() {
        return verbose.get();
    }

    <T> RowWriter<T> open(Schema<T> actual, Io io) {
        return format().open(select(actual), new Look(!noHeader.get(), bytes.get(), io::width), io.out());
    }

    /** As {@link #select} for a format for machines. */
    <T> Schema<T> selectForMachines(Schema<T> actual) {
        return columns == null || columns.get() == null ? actual : select(actual);
    }

    /** Refuses what would have no effect: a form of rows where none are printed, and columns that there are none of. */
    void check() {
        boolean ofRows = format() == Format.PLAIN || format() == Format.CSV || format() == Format.SHELL;
        if (ofRows && !leaf.printsRows()) {
            throw new UsageException("there are no rows to print as " + format().name().toLowerCase(Locale.ROOT)
                    + "; use json or ndjson, which errors are printed in");
        } else if (schema != null) {
            // Not the one of help: what was given may have made it another.
            select(leaf.schema());
        }
    }

    /** What {@code --columns} leaves of {@code actual}; a wrong name is told before anything is done. */
    <T> Schema<T> select(Schema<T> actual) {
        if (columns == null || columns.get() == null) {
            return format().isForMachines() ? actual : inTable(actual);
        }
        List<Column<T>> selected = new ArrayList<>();
        for (String word : columns.get().split(",", -1)) {
            String id = word.strip();
            Column<T> column = actual.find(id);
            if (column == null) {
                throw new UsageException("there is no column '" + id + "'; there are "
                        + String.join(", ", actual.columns().stream().map(Column::id).toList()));
            } else if (selected.contains(column)) {
                throw new UsageException("the column '" + id + "' is named twice");
            }
            selected.add(column);
        }
        return new Schema<>(selected, actual.single());
    }

    private static <T> Schema<T> inTable(Schema<T> actual) {
        List<Column<T>> shown = new ArrayList<>();
        for (Column<T> column : actual.columns()) {
            if (column.inTable()) {
                shown.add(column);
            }
        }
        return new Schema<>(shown, actual.single());
    }

    /** The rows of {@code --list-columns}: of those that {@code --columns} selects, or of all. */
    List<? extends Column<?>> columnList() {
        return (columns.get() == null ? schema : select(schema)).columns();
    }

    RowWriter<Column<?>> openColumnList(Io io) {
        Schema<Column<?>> schema = Schema.list(
                Column.of("column", Type.TEXT, "the column's id", c -> Value.of(c.id())),
                Column.of("type", Type.TEXT, "what its values are", c -> Value.of(c.type().name().toLowerCase(Locale.ROOT))),
                Column.of("description", Type.TEXT, "what they say", c -> Value.of(c.help())));
        return format().open(schema, new Look(!noHeader.get(), bytes.get(), io::width), io.out());
    }
}
