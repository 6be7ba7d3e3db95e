package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/** Aligned columns under headings; numbers flush right. Rows are held until the end, for their widths decide. */
final class TableWriter<T> implements RowWriter<T> {
    private static final String GAP = "  ";

    private final Schema<T> shown;
    private final Look look;
    private final OutputStream out;
    private final List<List<String>> lines = new ArrayList<>();

    TableWriter(Schema<T> shown, Look look, OutputStream out) {
        this.shown = shown;
        this.look = look;
        this.out = out;
        if (look.header()) {
            lines.add(shown.columns().stream().map(Column::heading).toList());
        }
    }

    @Override
    public void write(T record) {
        lines.add(shown.columns().stream().map(c -> Texts.human(c, c.value(record), look)).toList());
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        int[] widths = new int[shown.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        for (List<String> line : lines) {
            out.write(OsString.encode(aligned(line, widths) + "\n"));
        }
        out.flush();
    }

    private String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(line.get(i)));
            boolean right = shown.columns().get(i).type().isNumeric();
            text.append(i == 0 ? "" : GAP).append(right ? padding + line.get(i) : line.get(i) + padding);
        }
        return text.toString().stripTrailing();
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
