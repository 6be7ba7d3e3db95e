package org.ipcctl.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ipcctl.format.Format;
import org.ipcctl.format.TableStyle;
import org.ipcctl.format.RowWriter;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** The options that every command has, and those of commands that print a result. */
final class ResultOptions {
    static final String LIST_COLUMNS = "--list-columns";

    /** What {@code --format} says: one of all commands', or with {@code own} one of this command's. */
    private record Form(Format format, String own) {
        static ValueType<Form> type(List<String> own) {
            ValueType<Format> common = ValueType.choice("FORMAT", Format.class);
            List<String> words = new ArrayList<>(own);
            words.addAll(common.candidates());
            return ValueType.custom("FORMAT", Form.class, text -> {
                if (own.contains(text)) {
                    return new Form(Format.TABLE, text);
                } else if (!common.candidates().contains(text.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("is not a format" + Suggestions.value(text, words));
                }
                return new Form(common.parser().apply(text), null);
            }).offering(List.copyOf(words));
        }
    }

    private final Command leaf;
    private final Schema<?> schema;
    private final Arg<Form> format;
    private final Arg<Boolean> quiet;
    private final Arg<Boolean> verbose;
    private Arg<String> columns;
    private Arg<Boolean> noHeader;
    private Arg<Boolean> bytes;

    ResultOptions(Command leaf) {
        this.leaf = leaf;
        this.schema = leaf.schema();
        String own = leaf.ownFormats().isEmpty() ? "" : String.join(", ", leaf.ownFormats()) + ", ";
        String forms = schema == null ? "Write errors as one JSON object with json or ndjson"
                : "Output format: " + own + "table, plain, json, ndjson, csv or shell; errors too are JSON with json and ndjson";
        format = leaf.opt(Form.type(leaf.ownFormats()), forms + ".", "--format");
        if (schema == null) {
            format.rare();
        }
        leaf.alias(format, "json", "The same as --format json.", "-J", "--json").rare();
        if (schema != null) {
            columns = leaf.opt(ValueType.TEXT.labelled("LIST").completing(ValueType.Names.COLUMNS), "Print these columns, separated by commas, in this order.", "--columns").rare();
            leaf.flag("List the columns and exit.", LIST_COLUMNS).rare();
            noHeader = leaf.flag("Print no header.", "--no-header").rare();
            bytes = leaf.flag("Print sizes in tables as exact numbers of bytes.", "-b", "--bytes").rare();
        }
        quiet = leaf.flag("Print no warnings and no progress.", "-q", "--quiet").rare();
        verbose = leaf.flag("Print each system call and its result on stderr.", "-v", "--verbose").rare();
    }

    Format format(Args args) {
        return args.has(format) ? args.get(format).format() : Format.TABLE;
    }

    /** The word of one of the command's own forms; null where it is none. */
    String ownFormat(Args args) {
        return args.has(format) ? args.get(format).own() : null;
    }

    /** Whether errors are told as JSON; a command line that is wrong elsewhere may still have said so. */
    boolean errorsAsJson(Words words) {
        String last = "";
        for (Words.Given given : words.options()) {
            last = given.option() == format ? given.value() : last;
        }
        return last.equalsIgnoreCase("json") || last.equalsIgnoreCase("ndjson");
    }

    /** Those that say which columns {@code --list-columns} lists, and how. */
    List<Arg<?>> ofColumnList() {
        return List.of(format, columns, noHeader, bytes);
    }

    /**
     * Whether the user asked for rows, for commands whose payload is raw bytes otherwise: by a format, or by an option that
     * means nothing without rows.
     */
    boolean isFormatGiven(Args args) {
        return args.has(format) || schema != null && (args.has(columns) || args.get(noHeader) || args.get(bytes));
    }

    /** Whether the user chose a format by its name. */
    boolean isFormatNamed(Args args) {
        return args.has(format);
    }

    boolean isDefaultTable(Args args) {
        return format(args) == Format.TABLE && !args.has(columns);
    }

    boolean exactBytes(Args args) {
        return format(args) != Format.TABLE || args.get(bytes);
    }

    boolean quiet(Args args) {
        return args.get(quiet);
    }

    boolean verbose(Args args) {
        return args.get(verbose);
    }

    <T> RowWriter<T> open(Args args, Schema<T> actual, Io io) {
        return format(args).open(select(args, actual), look(args, io), io.out());
    }

    TableStyle look(Args args, Io io) {
        return noHeader == null ? TableStyle.DEFAULT : new TableStyle(!args.get(noHeader), args.get(bytes), io::width);
    }

    /** As {@link #select} for a format for machines. */
    <T> Schema<T> selectForMachines(Args args, Schema<T> actual) {
        return columns == null || !args.has(columns) ? actual : select(args, actual);
    }

    /** Refuses what would have no effect: a form of rows where none are printed, and columns that there are none of. */
    void check(Args args) {
        Format form = format(args);
        boolean ofRows = form == Format.PLAIN || form == Format.CSV || form == Format.SHELL;
        if (ofRows && !leaf.printsRows(args)) {
            throw new UsageException("there are no rows to print as " + form.name().toLowerCase(Locale.ROOT)
                    + "; use json or ndjson, which errors are printed in");
        } else if (schema != null) {
            // Not the one of help: what was given may have made it another.
            select(args, leaf.schema(args));
        }
    }

    /** What {@code --columns} leaves of {@code actual}; a wrong name is told before anything is done. */
    <T> Schema<T> select(Args args, Schema<T> actual) {
        if (columns == null || !args.has(columns)) {
            return format(args).isForMachines() ? actual : inTable(actual);
        }
        List<Column<T>> selected = new ArrayList<>();
        for (String word : args.get(columns).split(",", -1)) {
            String id = word.strip();
            Column<T> column = actual.find(id);
            if (column == null) {
                throw new UsageException("there is no column '" + id + "'" + Suggestions.name(id, actual.columns().stream().map(Column::id).toList()));
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

    /** Prints what {@code --list-columns} asks for: the columns that {@code --columns} selects, or all. */
    void listColumns(Args args, Io io) throws IOException {
        Schema<Column<?>> described = Schema.list(
                Column.of("column", Type.TEXT, "the column's id", c -> Value.of(c.id())),
                Column.of("type", Type.TEXT, "what its values are", c -> Value.of(c.type().name().toLowerCase(Locale.ROOT))),
                Column.of("description", Type.TEXT, "what they say", c -> Value.of(c.help())));
        try (RowWriter<Column<?>> rows = format(args).open(described, look(args, io), io.out())) {
            for (Column<?> column : (args.has(columns) ? select(args, schema) : schema).columns()) {
                rows.write(column);
            }
        }
    }
}
