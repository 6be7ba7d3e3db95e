package org.ipcctl.format;

import java.io.IOException;

/**
 * Writes records as rows, one after the other, and asks them only for the columns that are shown; {@link #close} writes what the form
 * needs at the end, and does not close the stream.
 */
public interface RowWriter<T> extends AutoCloseable {
    void write(T record) throws IOException;

    /** Has what was written so far reach its reader; a table cannot, it must see all rows to align them. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
