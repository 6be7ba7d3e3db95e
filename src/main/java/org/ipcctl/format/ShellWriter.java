package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Value;

/**
 * Assignments that a POSIX shell can eval, or fish source: the column's id and the value in single quotes, within which
 * the shell sees nothing special. One object is a line for each variable; of a list each row is one line, so that
 * {@code while read -r line; do eval "$line"; ...} takes them one by one; a newline inside a value is then made by
 * printf(1), or the row would be two lines. No variable can hold a zero byte: bytes with one are in Base64.
 */
final class ShellWriter<T> extends RowWriter<T> {
    /** How an assignment is written. */
    enum Dialect {
        /** Of sh, bash, ksh and zsh. */
        POSIX,
        /** Of fish, which knows a backslash within single quotes. */
        FISH
    }

    private final Dialect dialect;
    private final Map<String, String> variables;

    ShellWriter(Schema<T> shown, Dialect dialect, String prefix, OutputStream out) {
        super(shown, out);
        this.dialect = dialect;
        this.variables = ShellNames.of(shown.columns().stream().map(Column::id).toList(), prefix);
    }

    @Override
    public void write(T record) throws IOException {
        StringBuilder text = new StringBuilder();
        String separator = shown.single() ? "\n" : dialect == Dialect.FISH ? "; " : " ";
        for (Column<T> column : shown.columns()) {
            text.append(text.length() == 0 ? "" : separator)
                    .append(assignment(variables.get(column.id()), text(column.value(record))));
        }
        emit(text.append('\n').toString());
    }

    private static String text(Value value) {
        return value instanceof Value.Bytes bytes ? Payload.textWithoutZeros(bytes.bytes())
                : value instanceof Value.Encoding of ? Payload.encodingWithoutZeros(of) : Texts.exact(value);
    }

    private String assignment(String name, String value) {
        boolean needsOneLine = !shown.single() && value.indexOf('\n') >= 0;
        if (dialect == Dialect.FISH) {
            String quoted = "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
            return "set " + name + " " + (needsOneLine ? quoted.replace("\n", "'\\n'") : quoted);
        } else if (!needsOneLine) {
            return name + "=" + quoted(value);
        }
        // Not every sh has $'\n'. What $(...) takes from the end is newlines only, so a dot keeps them.
        StringBuilder format = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        for (String line : value.split("\n", -1)) {
            format.append(format.length() == 0 ? "%s" : "\\n%s");
            lines.append(' ').append(quoted(line));
        }
        return name + "=$(printf '" + format + ".'" + lines + ") " + name + "=${" + name + "%.}";
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
