package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;

/**
 * Tab-separated exact values, a row a line, {@code -} where a value is missing or empty. What would break the line or steer a
 * terminal is written as {@code \t}, {@code \n}, {@code \r} or in hexadecimal, and a backslash as two.
 */
final class PlainWriter implements RowWriter {
    private final Schema shown;
    private final OutputStream out;

    PlainWriter(Schema shown, OutputStream out) {
        this.shown = shown;
        this.out = out;
    }

    @Override
    public void write(Row row) throws IOException {
        String line = shown.columns().stream()
                .map(column -> Payload.reversible(Texts.exact(row.get(column.id()))))
                .map(text -> text.isEmpty() ? "-" : text)
                .collect(Collectors.joining("\t", "", "\n"));
        out.write(OsString.encode(line));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
