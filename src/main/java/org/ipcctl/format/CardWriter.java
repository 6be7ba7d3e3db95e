package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Value;

/** One described object as a table of two columns: the heading and the value, a line for each. */
final class CardWriter<T> extends RowWriter<T> {
    private final TableStyle look;

    CardWriter(Schema<T> shown, TableStyle look, OutputStream out) {
        super(shown, out);
        this.look = look;
    }

    @Override
    public void write(T record) throws IOException {
        int width = 0;
        for (Column<T> column : shown.columns()) {
            width = Math.max(width, column.heading().length());
        }
        StringBuilder text = new StringBuilder();
        for (Column<T> column : shown.columns()) {
            if (look.header()) {
                text.append(column.heading()).append(" ".repeat(width - column.heading().length() + 2));
            }
            Value value = column.value(record);
            String cell = Texts.human(column, value, look);
            text.append(look.color() ? Paint.on(cell, column.toneOf(value)) : cell).append('\n');
        }
        emit(text.toString());
    }
}
