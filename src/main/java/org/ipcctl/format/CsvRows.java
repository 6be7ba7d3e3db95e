package org.ipcctl.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;

/** Comma-separated values of RFC 4180, lines ended by a newline as Unix tools expect. */
final class CsvRows<T> extends RowWriter<T> {
    private boolean headerDue;

    CsvRows(Schema<T> shown, TableStyle look, OutputStream out) {
        super(shown, out);
        this.headerDue = look.header();
    }

    @Override
    public void write(T record) throws IOException {
        header();
        record(shown.columns().stream().map(c -> Texts.exact(c.value(record))).toList());
    }

    private void header() throws IOException {
        if (headerDue) {
            headerDue = false;
            record(shown.columns().stream().map(Column::id).toList());
        }
    }

    private void record(List<String> fields) throws IOException {
        StringWriter line = new StringWriter();
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line).writeRecord(fields).flush();
        emit(line.toString());
    }

    @Override
    public void close() throws IOException {
        header();
        super.close();
    }
}
