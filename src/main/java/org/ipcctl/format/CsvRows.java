package org.ipcctl.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/** Comma-separated values of RFC 4180, lines ended by a newline as Unix tools expect. */
final class CsvRows<T> implements RowWriter<T> {
    private final Schema<T> shown;
    private final OutputStream out;
    private boolean headerDue;

    CsvRows(Schema<T> shown, Look look, OutputStream out) {
        this.shown = shown;
        this.out = out;
        this.headerDue = look.header();
    }

    @Override
    public void write(T record) throws IOException {
        header();
        emit(shown.columns().stream().map(c -> Texts.exact(c.value(record))).toList());
    }

    private void header() throws IOException {
        if (headerDue) {
            headerDue = false;
            emit(shown.columns().stream().map(Column::id).toList());
        }
    }

    private void emit(List<String> fields) throws IOException {
        StringWriter line = new StringWriter();
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line).writeRecord(fields).flush();
        out.write(OsString.encode(line.toString()));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        header();
        out.flush();
    }
}
