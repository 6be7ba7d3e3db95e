package org.ipcctl.cli.mq;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.format.RowWriter;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** Messages as rows of a result. */
final class RowDelivery implements Delivery {
    /** One that was taken from the queue. */
    record Message(int priority, Received content) {
        static final Column<Message> PRIORITY = Column.of("priority", Type.INTEGER, "the priority that it was sent with", m -> Value.of(m.priority()));
        static final Column<Message> SIZE = Received.SIZE.over(Message::content);
        static final Column<Message> TIME = Received.time("taken from the queue").over(Message::content);
    }

    static final Schema<Message> SCHEMA = Schema.list(Message.PRIORITY, Message.SIZE, Message.TIME)
            .with(Message::content, Received.ENCODING, Received.PAYLOAD);

    /** What a row has beside its payload, of which a byte can become \u001f. */
    private static final int ROW = 300;
    private static final int BYTE = 6;

    private final RowWriter<Message> rows;
    private final DataAs form;
    private long held;

    RowDelivery(RowWriter<Message> rows, DataAs form) {
        this.rows = rows;
        this.form = form;
    }

    @Override
    public void put(int priority, ByteBuffer message) throws IOException {
        held += ROW + (long) BYTE * message.remaining();
        rows.write(new Message(priority, Received.of(message, form)));
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
