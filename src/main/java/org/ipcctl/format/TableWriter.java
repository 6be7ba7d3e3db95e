package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/** Aligned columns under headings; numbers flush right. Rows are held until the end, for their widths decide: {@link Alignment}. */
final class TableWriter<T> extends RowWriter<T> {
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
        Alignment alignment = new Alignment(shown.columns(), look.header(), lines, look.width());
        for (List<String> line : lines) {
            emit(aligned(line, alignment) + "\n");
        }
        super.close();
    }

    private String aligned(List<String> line, Alignment alignment) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            String cell = alignment.cut(i, line.get(i));
            String padding = alignment.padding(i, cell);
            text.append(i == 0 ? "" : Alignment.GAP).append(shown.columns().get(i).type().isNumeric() ? padding + cell : cell + padding);
        }
        return text.toString().stripTrailing();
    }
}
