package org.ipcctl.format;

import java.io.IOException;
import org.ipcctl.result.Row;

/** Writes rows one after the other; {@link #close} writes what the form needs at the end, and does not close the stream. */
public interface RowWriter extends AutoCloseable {
    void write(Row row) throws IOException;

    /** Has what was written so far reach its reader; a table cannot, it must see all rows to align them. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
