package org.ipcctl.cli.mq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.cli.layout.ChosenLayout;
import org.ipcctl.cli.mq.RowDelivery.Message;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.result.Schema;

/** Messages as the fields of a layout: rows, or with --field the bare value of each, a line. */
final class LayoutDelivery implements Delivery {
    /** What a row has beside its fields, of which one of a byte has a name. */
    private static final int ROW = 300;
    private static final int BYTE = 40;

    private final String queue;
    private final ChosenLayout layout;
    private final RowWriter<Message> rows;
    private final Fd out;
    private long held;

    LayoutDelivery(String queue, ChosenLayout layout, boolean endless, Context context) {
        this.queue = queue;
        this.layout = layout;
        this.out = context.stdout();
        this.rows = layout.wantsBareValue(context) ? null : endless ? context.stream(schema(layout)) : context.rows(schema(layout));
    }

    /** The columns: what is known of a message, then the fields. */
    static Schema<Message> schema(ChosenLayout layout) {
        return layout.rows().listBehind(List.of(Message.PRIORITY, Message.SIZE, Message.TIME.detail()), m -> m.content().bytes());
    }

    @Override
    public void put(int priority, ByteBuffer message) throws IOException {
        Received content = Received.of(message, DataAs.RAW);
        byte[] bytes = content.bytes();
        if (bytes.length < layout.layout().size()) {
            // It is taken from the queue already; who reads this can still make something of it.
            throw new CommandFailure(ExitCode.FAILED, queue, "a message of " + bytes.length + " bytes came, and the layout takes "
                    + layout.layout().size() + "; in hexadecimal it was " + HexFormat.of().formatHex(bytes), "See the layout's fields with 'ipcctl layout show'.");
        } else if (rows == null) {
            byte[] line = layout.line(bytes);
            out.writeFully(ByteBuffer.allocateDirect(line.length).put(line).flip());
        } else {
            held += ROW + (long) BYTE * bytes.length;
            rows.write(new Message(priority, content));
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
