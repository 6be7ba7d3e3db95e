package org.ipcctl.format;

import java.io.IOException;
import java.io.OutputStream;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Schema;

/**
 * Writes records as rows, one after the other, and asks them only for the columns that are shown; {@link #close} writes
 * what the form needs at the end, and does not close the stream. A row leaves in one write, so that a reader never sees
 * half of one.
 */
public abstract class RowWriter<T> implements AutoCloseable {
    final Schema<T> shown;
    private final OutputStream out;

    RowWriter(Schema<T> shown, OutputStream out) {
        this.shown = shown;
        this.out = out;
    }

    /** The columns that it asks for. */
    public final Schema<T> shown() {
        return shown;
    }

    public abstract void write(T record) throws IOException;

    final void emit(String text) throws IOException {
        emit(OsString.encode(text));
    }

    final void emit(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Has what was written so far reach its reader; a table cannot, it must see all rows to align them. */
    public final void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
