package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;

/**
 * Aligned columns under headings; numbers flush right. Rows are held until the end, for their widths decide. Where the terminal is
 * narrower, texts that may shrink are cut, the widest first, and nothing else is.
 */
final class TableWriter<T> extends RowWriter<T> {
    private static final String GAP = "  ";
    /** What is left of a text at least. */
    private static final int LEAST = 8;

    private final TableStyle look;
    private final List<List<String>> lines = new ArrayList<>();

    TableWriter(Schema<T> shown, TableStyle look, OutputStream out) {
        super(shown, out);
        this.look = look;
        if (look.header()) {
            lines.add(shown.columns().stream().map(Column::heading).toList());
        }
    }

    @Override
    public void write(T record) {
        lines.add(shown.columns().stream().map(c -> Texts.human(c, c.value(record), look)).toList());
    }

    @Override
    public void close() throws IOException {
        int[] widths = new int[shown.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        fit(widths);
        for (List<String> line : lines) {
            emit(aligned(line, widths) + "\n");
        }
        super.close();
    }

    private void fit(int[] widths) {
        int at = mayShrink(widths);
        int room = at < 0 ? 0 : look.width().getAsInt();
        int excess = GAP.length() * (widths.length - 1) - room;
        for (int width : widths) {
            excess += width;
        }
        for (; room > 0 && excess > 0 && at >= 0; excess--) {
            widths[at]--;
            at = mayShrink(widths);
        }
    }

    /** The widest column from which something can be taken, headings staying whole; -1 where there is none. */
    private int mayShrink(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            Column<T> column = shown.columns().get(i);
            int least = Math.max(LEAST, look.header() ? column.heading().length() : 0);
            if (column.shrink() != Shrink.NOTHING && widths[i] > least && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private static String cut(String text, int width, Shrink shrink) {
        if (width(text) <= width) {
            return text;
        }
        String ellipsis = Texts.isUtf8() ? "\u2026" : "...";
        int kept = width - ellipsis.length();
        int tail = shrink == Shrink.MIDDLE ? kept / 2 : 0;
        return text.substring(0, text.offsetByCodePoints(0, kept - tail)) + ellipsis + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }

    private String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Column<T> column = shown.columns().get(i);
            String cell = cut(line.get(i), widths[i], column.shrink());
            String padding = " ".repeat(widths[i] - width(cell));
            text.append(i == 0 ? "" : GAP).append(column.type().isNumeric() ? padding + cell : cell + padding);
        }
        return text.toString().stripTrailing();
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
