package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Value;

/**
 * Aligned columns under headings; numbers flush right. Rows are held until the end, for their widths decide:
 * {@link Alignment}.
 */
final class TableWriter<T> extends RowWriter<T> {
    private final TableStyle look;
    private final List<List<String>> lines = new ArrayList<>();
    /** What the cells of each line mean; null for the headings. */
    private final List<List<Tone>> tones = new ArrayList<>();

    TableWriter(Schema<T> shown, TableStyle look, OutputStream out) {
        super(shown, out);
        this.look = look;
        if (look.header()) {
            lines.add(shown.columns().stream().map(Column::heading).toList());
            tones.add(null);
        }
    }

    @Override
    public void write(T record) {
        List<String> cells = new ArrayList<>();
        List<Tone> meant = new ArrayList<>();
        for (Column<T> column : shown.columns()) {
            Value value = column.value(record);
            cells.add(Texts.human(column, value, look));
            meant.add(column.toneOf(value));
        }
        lines.add(cells);
        tones.add(look.color() ? meant : null);
    }

    @Override
    public void close() throws IOException {
        // Headings of nothing say nothing.
        if (lines.size() > (look.header() ? 1 : 0)) {
            Alignment alignment = new Alignment(shown.columns(), look.header(), lines, look.width(), true);
            for (int i = 0; i < lines.size(); i++) {
                boolean isHeader = look.header() && i == 0;
                emit(aligned(lines.get(i), tones.get(i), alignment)
                        + (isHeader ? "" : below(lines.get(i), tones.get(i), alignment)));
            }
        }
        super.close();
    }

    private String aligned(List<String> row, List<Tone> meant, Alignment alignment) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < row.size(); i++) {
            cells.add(alignment.isBelow(i) ? List.of() : alignment.lines(i, row.get(i)));
            height = Math.max(height, cells.get(i).size());
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < height; k++) {
            StringBuilder line = new StringBuilder();
            String gap = "";
            for (int i = 0; i < row.size(); i++) {
                if (!alignment.isBelow(i)) {
                    String cell = k < cells.get(i).size() ? cells.get(i).get(k) : "";
                    String padding = alignment.padding(i, cell);
                    cell = painted(cell, meant, i);
                    line.append(gap)
                            .append(shown.columns().get(i).type().isNumeric() ? padding + cell : cell + padding);
                    gap = Alignment.GAP;
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** What of a row stands below its line, as far as there is something to say. */
    private String below(List<String> row, List<Tone> meant, Alignment alignment) {
        int longest = 0;
        for (int i = 0; i < row.size(); i++) {
            longest = alignment.isBelow(i) ? Math.max(longest, shown.columns().get(i).heading().length()) : longest;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (alignment.isBelow(i) && !row.get(i).equals(Texts.MISSING)) {
                String heading = shown.columns().get(i).heading();
                String lead = Alignment.GAP
                        + (look.header() ? heading + " ".repeat(longest - heading.length()) + Alignment.GAP : "");
                for (String line : alignment.below(i, lead, row.get(i))) {
                    text.append(painted(line, meant, i)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String painted(String cell, List<Tone> meant, int column) {
        return meant == null ? cell : Paint.on(cell, meant.get(column));
    }
}
