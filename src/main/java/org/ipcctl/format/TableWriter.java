package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Value;

/** Aligned columns under headings; numbers flush right. Rows are held until the end, for their widths decide: {@link Alignment}. */
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
            Alignment alignment = new Alignment(shown.columns(), look.header(), lines, look.width());
            for (int i = 0; i < lines.size(); i++) {
                emit(aligned(lines.get(i), tones.get(i), alignment) + "\n");
            }
        }
        super.close();
    }

    private String aligned(List<String> line, List<Tone> meant, Alignment alignment) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            String cell = alignment.cut(i, line.get(i));
            String padding = alignment.padding(i, cell);
            cell = meant == null ? cell : Paint.on(cell, meant.get(i));
            text.append(i == 0 ? "" : Alignment.GAP).append(shown.columns().get(i).type().isNumeric() ? padding + cell : cell + padding);
        }
        return text.toString().stripTrailing();
    }
}
