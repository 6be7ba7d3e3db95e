package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.format.RowWriter;
import org.ipcctl.relay.RecordWriter;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Credentials;
import org.ipcctl.sock.MessageReceiver;

/** Where received messages go. What was put and not flushed is lost if ipcctl ends, so nobody waits with something in it. */
abstract class MessageOutput implements AutoCloseable {
    /** One that came, and who sent it from where. */
    record Message(Credentials sender, String address, Received content) {
    }

    static final Schema<Message> SCHEMA = Schema.<Message>list()
            .<Credentials>with(Message::sender,
                    Column.of("sender_pid", Type.INTEGER, "the process that sent it; missing where it is outside this pid name space",
                            s -> s.pid() == 0 ? Value.MISSING : Value.of(s.pid())),
                    Column.of("sender_user_id", Type.INTEGER, "the number of the user who sent it", s -> Value.of(s.uid())),
                    Column.detail("sender_group_id", Type.INTEGER, "the number of the sender's group", s -> Value.of(s.gid())))
            .and(Column.detail("sender_addr", Type.TEXT, "the address of the socket that it was sent from; missing where that has none",
                    m -> SockLeaf.spelled(m.address())))
            .with(Message::content, Received.SIZE, Received.time("received"), Received.ENCODING, Received.PAYLOAD);

    /** Takes a message, and from {@code receiver} who sent it. */
    abstract void put(ByteBuffer message, MessageReceiver receiver) throws IOException;

    /** Bytes that were put and not flushed; a guess that is not too small, where they are written as rows. */
    abstract long held();

    /** Has all that was put reach its reader. */
    abstract void flush() throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** As rows of a result. */
    static final class Rows extends MessageOutput {
        /** What a row has beside its payload, of which a byte can become \u001f. */
        private static final int ROW = 500;
        private static final int BYTE = 6;

        private final RowWriter<Message> rows;
        private final DataAs form;
        private long held;

        Rows(RowWriter<Message> rows, DataAs form) {
            this.rows = rows;
            this.form = form;
        }

        @Override
        void put(ByteBuffer message, MessageReceiver receiver) throws IOException {
            held += ROW + (long) BYTE * message.remaining();
            rows.write(new Message(receiver.sender(), receiver.senderAddress(), Received.of(message, form)));
        }

        @Override
        long held() {
            return held;
        }

        @Override
        void flush() throws IOException {
            held = 0;
            rows.flush();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    /** As bytes. */
    static final class Bytes extends MessageOutput {
        private final RecordWriter out;
        private final DataAs form;

        Bytes(RecordWriter out, DataAs form) {
            this.out = out;
            this.form = form;
        }

        @Override
        void put(ByteBuffer message, MessageReceiver receiver) {
            out.put(0, form.encode(message));
        }

        @Override
        long held() {
            return out.heldBytes();
        }

        @Override
        void flush() {
            out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
