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
    private Arg<When> color;
    private Arg<String> prefix;
    private Arg<Boolean> relative;
    private Arg<String> sort;

    /** Whether tables are in colour; auto is on a terminal, unless NO_COLOR is set. */
    private enum When {
        AUTO, ALWAYS, NEVER
    }

    ResultOptions(Command leaf) {
        this.leaf = leaf;
        this.schema = leaf.schema();
        String own = leaf.ownFormats().isEmpty() ? "" : String.join(", ", leaf.ownFormats()) + ", ";
        String forms = schema == null ? "Write errors as one JSON object with json or ndjson"
                : "Output format: " + own
                        + "table, plain, json, ndjson, csv, shell, fish or markdown; "
                        + "errors too are JSON with json and ndjson";
        format = leaf.opt(Form.type(leaf.ownFormats()), forms + ".", "--format");
        if (schema == null) {
            format.rare();
        }
        leaf.alias(format, "json", "The same as --format json.", "-J", "--json").rare();
        if (schema != null) {
            columns = leaf.opt(ValueType.TEXT.labelled("LIST").completing(ValueType.Names.COLUMNS),
                    "Print these columns, separated by commas, in this order; +COLUMN adds one to those that the "
                            + "format shows, and -COLUMN leaves one out.",
                    columnNames())
                    .rare();
            leaf.flag("List the columns and exit.", LIST_COLUMNS).rare();
            noHeader = leaf.flag("Print no header.", "--no-header").rare();
            bytes = leaf.flag("Print sizes in tables as exact numbers of bytes.", "-b", "--bytes").rare();
            if (schema.columns().stream().anyMatch(column -> column.type() == Type.TIME)) {
                relative = leaf.flag("In tables, show how long ago each time was.", "--relative").rare();
            }
            prefix = leaf
                    .opt(ValueType.custom("PREFIX", String.class, ResultOptions::variable),
                            "With --format shell or fish, put PREFIX before the name of each "
                                    + "variable.",
                            "--prefix")
                    .rare();
            if (leaf.sortsRows()) {
                sort = leaf.opt(ValueType.TEXT.labelled("LIST").completing(ValueType.Names.COLUMNS),
                        "Sort by this column, or by several, separated by commas; a - before one reverses its order.",
                        "--sort").rare();
            }
            if (schema.columns().stream().anyMatch(column -> column.tone() != null)) {
                color = leaf.optOr(ValueType.choice("WHEN", When.class), When.AUTO,
                        "Highlight in tables by colour what should not be overlooked: auto (on a "
                                + "terminal), always or never.",
                        "--color").rare();
            }
        }
        quiet = leaf.flag("Print no warnings and no progress.", "-q", "--quiet").rare();
        verbose = leaf.flag("Print each system call and its result on stderr.", "-v", "--verbose").rare();
    }

    private static String variable(String text) {
        if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("cannot begin the name of a variable");
        }
        return text;
    }

    /** With the letter that other listing tools have for it, unless it was another option's here. */
    private String[] columnNames() {
        boolean isFree = leaf.ownOptions().stream()
                .noneMatch(option -> option.former().contains("-o") || option.names().contains("-o"));
        return isFree ? new String[] {"-o", "--columns"} : new String[] {"--columns"};
    }

    /** What the command lists, where it may be that there is none. */
    String listed() {
        return leaf.listed();
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
     * Whether the user asked for rows, for commands whose payload is raw bytes otherwise: by a format, or by an option
     * that means nothing without rows.
     */
    boolean isFormatGiven(Args args) {
        return args.has(format) || schema != null && (args.has(columns) || args.get(noHeader) || args.get(bytes)
                || relative != null && args.get(relative));
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
        return noHeader == null ? TableStyle.DEFAULT
                : new TableStyle(!args.get(noHeader), args.get(bytes), io::width, isColoured(args, io),
                        relative != null && args.get(relative),
                        args.has(prefix) ? args.get(prefix) : "");
    }

    private boolean isColoured(Args args, Io io) {
        return color != null && mayUseAttributes(args) && format(args) == Format.TABLE
                && (args.get(color) == When.ALWAYS || io.stdout().isTerminal());
    }

    /** Whether a terminal may be told to show things otherwise than the rest. */
    boolean mayUseAttributes(Args args) {
        When when = color == null ? When.AUTO : args.get(color);
        String refused = System.getenv("NO_COLOR");
        return when == When.ALWAYS || when == When.AUTO && (refused == null || refused.isEmpty());
    }

    /** As {@link #select} for a format for machines. */
    <T> Schema<T> selectForMachines(Args args, Schema<T> actual) {
        return columns == null || !args.has(columns) ? actual : select(args, actual);
    }

    /** Refuses what would have no effect: a form of rows where none are printed, and columns that there are none of. */
    void check(Args args) {
        Format form = format(args);
        if (prefix != null && args.has(prefix) && !form.isOfVariables()) {
            throw new UsageException("--prefix is for --format shell or fish");
        } else if (form.isOfRowsOnly() && !leaf.printsRows(args)) {
            throw new UsageException("there are no rows to print as " + form.name().toLowerCase(Locale.ROOT)
                    + "; use json or ndjson, which errors are printed in");
        } else if (schema != null) {
            // Not the one of help: what was given may have made it another.
            select(args, leaf.schema(args));
            if (isSorted(args)) {
                new Sorting<>(leaf.schema(args), args.get(sort));
            }
        }
    }

    /** What {@code --columns} leaves of {@code actual}; a wrong name is told before anything is done. */
    <T> Schema<T> select(Args args, Schema<T> actual) {
        if (columns == null || !args.has(columns)) {
            return usual(args, actual);
        }
        return new Selection<>(actual, usual(args, actual)).of(args.get(columns));
    }

    /** Those that the format shows where nobody selects any. */
    private <T> Schema<T> usual(Args args, Schema<T> actual) {
        Format form = format(args);
        if (form.isForMachines()) {
            return actual;
        }
        List<Column<T>> shown = new ArrayList<>();
        for (Column<T> column : actual.columns()) {
            if (form == Format.PLAIN ? column.inPlain() : column.inTable()) {
                shown.add(column);
            }
        }
        return new Schema<>(shown, actual.single());
    }

    boolean isSorted(Args args) {
        return sort != null && args.has(sort);
    }

    /** {@code rows} in the order that {@code --sort} asks for, or else their own. */
    <T> List<T> sorted(Args args, Schema<T> actual, List<T> rows) {
        return !isSorted(args) ? rows : new Sorting<>(actual, args.get(sort)).of(rows);
    }

    /** Prints what {@code --list-columns} asks for: the columns that {@code --columns} selects, or all. */
    void listColumns(Args args, Io io) throws IOException {
        Schema<Column<?>> described = Schema.list(
                Column.of("column", Type.TEXT, "the column's id", c -> Value.of(c.id())),
                Column.of("type", Type.TEXT, "what its values are",
                        c -> Value.of(c.type().name().toLowerCase(Locale.ROOT))),
                Column.text("description", "what they say", Column.Shrink.WORDS, Column::help));
        try (RowWriter<Column<?>> rows = format(args).open(described, look(args, io), io.out())) {
            for (Column<?> column : (args.has(columns) ? select(args, schema) : schema).columns()) {
                rows.write(column);
            }
        }
    }
}
