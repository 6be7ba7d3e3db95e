package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * Assignments that a POSIX shell can eval: the column's id, {@code =}, and the value in single quotes, within which the
 * shell sees nothing special. One object is a line for each variable; of a list each row is one line, so that
 * {@code while read -r line; do eval "$line"; ...} takes them one by one (a newline inside a value is then written as an
 * escape, or the row would be two lines).
 */
final class ShellWriter<T> extends RowWriter<T> {
    private final Map<String, String> variables;

    ShellWriter(Schema<T> shown, OutputStream out) {
        super(shown, out);
        this.variables = ShellNames.of(shown.columns().stream().map(Column::id).toList());
    }

    @Override
    public void write(T record) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Column<T> column : shown.columns()) {
            String value = Texts.exact(column.value(record));
            String separator = shown.single() ? "\n" : " ";
            text.append(variables.get(column.id())).append("=").append(quoted(shown.single() ? value : value.replace("\n", "\\n")))
                    .append(separator);
        }
        text.setCharAt(text.length() - 1, '\n');
        emit(text.toString());
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''").replace("\0", "") + "'";
    }
}
