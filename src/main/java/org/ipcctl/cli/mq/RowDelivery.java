package org.ipcctl.cli.mq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.format.RowWriter;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** Messages as rows of a result. */
final class RowDelivery implements Delivery {
    static final Schema SCHEMA = Schema.list(
            Column.of("priority", Type.INTEGER, "the priority that it was sent with"),
            Column.of("size_bytes", Type.SIZE, "its length"),
            Column.of("received", Type.TIME, "when it was taken from the queue"),
            Column.of("encoding", Type.TEXT, "what payload is: utf-8 as it is, base64, or what --as asked for"),
            Column.of("payload", Type.TEXT, "the message"));

    /** What a row has beside its payload, of which a byte can become \u001f. */
    private static final int ROW = 300;
    private static final int BYTE = 6;

    private final RowWriter rows;
    private final DataAs form;
    private long held;

    /** @param form hex or base64 for all payloads, or else base64 only for those that are no UTF-8 */
    RowDelivery(RowWriter rows, DataAs form) {
        this.rows = rows;
        this.form = form;
    }

    @Override
    public void put(int priority, ByteBuffer message) throws IOException {
        byte[] bytes = Delivery.bytes(message);
        held += ROW + (long) BYTE * bytes.length;
        rows.write(SCHEMA.row(Value.of(priority), Value.of(bytes.length), Value.of(Instant.now()),
                Value.of(form.encodingOf(bytes)), Value.of(form.textOf(bytes))));
    }

    @Override
    public long held() {
        return held;
    }

    @Override
    public void flush() throws IOException {
        held = 0;
        rows.flush();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
