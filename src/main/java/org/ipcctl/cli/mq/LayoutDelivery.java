package org.ipcctl.cli.mq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** Messages as the fields of a layout: rows, or with --field the bare value of each, a line. */
final class LayoutDelivery implements Delivery {
    private static final Column[] OWN = {
        Column.of("priority", Type.INTEGER, "the priority that it was sent with"),
        Column.of("size_bytes", Type.SIZE, "its length"),
        Column.detail("received", Type.TIME, "when it was taken from the queue")};

    /** What a row has beside its fields, of which one of a byte has a name. */
    private static final int ROW = 300;
    private static final int BYTE = 40;

    private final String queue;
    private final ChosenLayout layout;
    private final Schema schema;
    private final RowWriter rows;
    private final Fd out;
    private long held;

    LayoutDelivery(String queue, ChosenLayout layout, boolean endless, Context context) {
        this.queue = queue;
        this.layout = layout;
        this.out = context.stdout();
        this.schema = schema(layout);
        this.rows = layout.wantsBareValue(context) ? null : endless ? context.stream(schema) : context.rows(schema);
    }

    /** The columns: what is known of a message, then the fields. */
    static Schema schema(ChosenLayout layout) {
        return layout.rows().listBehind(OWN);
    }

    @Override
    public void put(int priority, ByteBuffer message) throws IOException {
        byte[] bytes = Delivery.bytes(message);
        if (bytes.length < layout.layout().size()) {
            // It is taken from the queue already; who reads this can still make something of it.
            throw new CommandFailure(ExitCode.FAILED, queue, "a message of " + bytes.length + " bytes came, and the layout takes "
                    + layout.layout().size() + "; in hexadecimal it was " + HexFormat.of().formatHex(bytes), "See the layout's fields with 'ipcctl layout show'.");
        } else if (rows == null) {
            byte[] line = layout.line(bytes);
            out.writeFully(ByteBuffer.allocateDirect(line.length).put(line).flip());
        } else {
            held += ROW + (long) BYTE * bytes.length;
            rows.write(layout.rows().row(schema, List.of(Value.of(priority), Value.of(bytes.length), Value.of(Instant.now())), bytes, 0));
        }
    }

    @Override
    public long held() {
        return held;
    }

    @Override
    public void flush() throws IOException {
        held = 0;
        if (rows != null) {
            rows.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}
