package org.ipcctl.cli.fifo;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.fifo.FifoReader;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.result.Schema;

/** What comes out of a FIFO, as records of a layout's length: a row each, or with --field a bare value. */
final class FifoRecords {
    private final String path;
    private final LayoutOptions layout;
    private final Context context;

    FifoRecords(String path, LayoutOptions layout, Context context) {
        this.path = path;
        this.layout = layout;
        this.context = context;
    }

    /** Reads until the last writer has closed, or {@code limit} bytes have come. */
    void copy(FifoReader reader, long limit) throws IOException {
        int size = layout.layout().size();
        ByteBuffer record = ByteBuffer.allocateDirect(size);
        Schema schema = layout.rows().schema().asList();
        Fd out = context.stdout();
        boolean bare = layout.wantsBareValue(context);
        try (RowWriter rows = bare ? null : context.stream(schema)) {
            long remaining = limit;
            while (remaining > 0) {
                record.limit((int) Math.min(size, record.position() + remaining));
                int count = reader.read(record);
                if (count < 0) {
                    break;
                }
                remaining -= count;
                if (record.position() == size) {
                    byte[] bytes = new byte[size];
                    record.flip().get(bytes);
                    record.clear();
                    put(bytes, rows, schema, out);
                }
            }
        }
        if (record.position() > 0) {
            throw new CommandFailure(ExitCode.FAILED, path, "the last record has " + record.position() + " bytes, and the layout takes " + size,
                    "See its fields with 'ipcctl layout show'.");
        }
    }

    private void put(byte[] bytes, RowWriter rows, Schema schema, Fd out) throws IOException {
        if (rows != null) {
            rows.write(layout.rows().row(schema, bytes, 0));
            rows.flush();
        } else {
            byte[] line = layout.line(bytes);
            out.writeFully(ByteBuffer.allocateDirect(line.length).put(line).flip());
        }
    }
}
