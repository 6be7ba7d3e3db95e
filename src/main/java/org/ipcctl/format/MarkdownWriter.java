package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/**
 * A table of Markdown, as GitHub and most others read it: a row a line, as soon as it is known. One object is a table
 * of two columns. What Markdown would obey in a value stands behind a backslash.
 */
final class MarkdownWriter<T> extends RowWriter<T> {
    private static final String OBEYED = "\\`*_[]<>|~&";

    private final TableStyle look;
    private boolean headerDue;

    MarkdownWriter(Schema<T> shown, TableStyle look, OutputStream out) {
        super(shown, out);
        this.look = look;
        this.headerDue = look.header();
    }

    @Override
    public void write(T record) throws IOException {
        List<Column<T>> columns = shown.columns();
        StringBuilder text = new StringBuilder();
        if (shown.single()) {
            text.append(headerDue ? "| COLUMN | VALUE |\n| --- | --- |\n" : "");
            for (Column<T> column : columns) {
                text.append(line(List.of(column.heading(), cell(column, record))));
            }
        } else {
            if (headerDue) {
                text.append(line(columns.stream().map(Column::heading).toList()))
                        .append(line(
                                columns.stream().map(column -> column.type().isNumeric() ? "---:" : "---").toList()));
            }
            text.append(line(columns.stream().map(column -> cell(column, record)).toList()));
        }
        headerDue = false;
        emit(text.toString());
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String cell(Column<T> column, T record) {
        String text = Texts.human(column, column.value(record), look);
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            safe.append(OBEYED.indexOf(text.charAt(i)) >= 0 ? "\\" : "").append(text.charAt(i));
        }
        return safe.toString();
    }
}
