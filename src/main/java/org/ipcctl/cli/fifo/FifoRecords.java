package org.ipcctl.cli.fifo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.fifo.FifoReader;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.FlushOnExit;

/** What comes out of a FIFO, as records of a layout's length: a row each, or with --field a bare value. */
final class FifoRecords {
    private final String path;
    private final ChosenLayout layout;
    private final Context context;
    private final ByteBuffer record;

    FifoRecords(String path, ChosenLayout layout, Context context) {
        this.path = path;
        this.layout = layout;
        this.context = context;
        this.record = ByteBuffer.allocateDirect(layout.layout().size());
    }

    /** Reads until the last writer has closed, or {@code limit} bytes have come. */
    void copy(FifoReader reader, long limit) throws IOException {
        boolean bare = layout.wantsBareValue(context);
        Outlet outlet = new Outlet(context.stdout());
        RowWriter<byte[]> rows = bare ? null : context.stream(layout.rows().schema().asList());
        try (FlushOnExit last = new FlushOnExit(outlet, () -> finish(rows), () -> {})) {
            long remaining = limit;
            boolean more = true;
            while (more && remaining > 0) {
                outlet.awaitRoom();
                record.limit((int) Math.min(record.capacity(), record.position() + remaining));
                int count;
                last.begin();
                try {
                    count = reader.take(record);
                    if (record.position() == record.capacity()) {
                        byte[] bytes = new byte[record.capacity()];
                        record.flip().get(bytes);
                        record.clear();
                        put(bytes, rows, outlet.fd());
                    }
                } finally {
                    last.end();
                }
                remaining -= count;
                more = count > 0 || reader.await();
            }
            if (record.position() > 0) {
                throw cut("the last record has ");
            }
        }
    }

    /** Where a wait or a signal ends it amid a record, what came of that is in no other place any more. */
    private void finish(RowWriter<byte[]> rows) throws IOException {
        if (rows != null) {
            rows.close();
        }
        if (record.position() > 0) {
            context.failed(cut("of the next record came "));
        }
    }

    private CommandFailure cut(String what) {
        byte[] begun = new byte[record.position()];
        record.flip().get(begun);
        record.clear();
        return new CommandFailure(ExitCode.FAILED, path,
                what + begun.length + " bytes, and the layout takes " + record.capacity()
                        + "; in hexadecimal it was " + HexFormat.of().formatHex(begun),
                "See its fields with 'ipcctl layout show'.");
    }

    private void put(byte[] bytes, RowWriter<byte[]> rows, Fd out) throws IOException {
        if (rows != null) {
            rows.write(bytes);
            rows.flush();
        } else {
            byte[] line = layout.line(bytes);
            out.writeFully(ByteBuffer.allocateDirect(line.length).put(line).flip());
        }
    }
}
