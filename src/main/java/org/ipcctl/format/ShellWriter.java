package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * Assignments that a POSIX shell can eval, or fish source: the column's id and the value in single quotes, within which
 * the shell sees nothing special. One object is a line for each variable; of a list each row is one line, so that
 * {@code while read -r line; do eval "$line"; ...} takes them one by one (a newline inside a value is then written as
 * an escape, or the row would be two lines).
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
        for (Column<T> column : shown.columns()) {
            String value = Texts.exact(column.value(record));
            String quoted = quoted(shown.single() ? value : value.replace("\n", "\\n"));
            String name = variables.get(column.id());
            String separator = shown.single() ? "\n" : dialect == Dialect.FISH ? "; " : " ";
            text.append(dialect == Dialect.FISH ? "set " + name + " " : name + "=").append(quoted).append(separator);
        }
        text.setLength(text.length() - (shown.single() || dialect == Dialect.POSIX ? 1 : 2));
        text.append('\n');
        emit(text.toString());
    }

    private String quoted(String value) {
        String safe = value.replace("\0", "");
        return "'" + (dialect == Dialect.FISH ? safe.replace("\\", "\\\\").replace("'", "\\'")
                : safe.replace("'", "'\\''")) + "'";
    }
}
