package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.ipcctl.cli.convert.DataAs;
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
    static final Schema SCHEMA = Schema.list(
            Column.of("sender_pid", Type.INTEGER, "the process that sent it; missing where it is outside this pid name space"),
            Column.of("sender_user_id", Type.INTEGER, "the number of the user who sent it"),
            Column.detail("sender_group_id", Type.INTEGER, "the number of the sender's group"),
            Column.detail("sender_addr", Type.TEXT, "the address of the socket that it was sent from; missing where that has none"),
            Column.of("size_bytes", Type.SIZE, "its length"),
            Column.of("received", Type.TIME, "when it was received"),
            Column.of("encoding", Type.TEXT, "what payload is: utf-8 as it is, base64, or what --as asked for"),
            Column.of("payload", Type.TEXT, "the message"));

    /** Takes a message, and from {@code receiver} who sent it. */
    abstract void put(ByteBuffer message, MessageReceiver receiver) throws IOException;

    /** Bytes that were put and not flushed; a guess that is not too small, where they are written as rows. */
    abstract long held();

    /** Has all that was put reach its reader. */
    abstract void flush() throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** As rows of a result. */
    static MessageOutput rows(RowWriter rows, DataAs form) {
        return new Rows(rows, form);
    }

    /** As bytes. */
    static MessageOutput bytes(RecordWriter out, DataAs form) {
        return new Bytes(out, form);
    }

    private static final class Rows extends MessageOutput {
        /** What a row has beside its payload, of which a byte can become \u001f. */
        private static final int ROW = 500;
        private static final int BYTE = 6;

        private final RowWriter rows;
        private final DataAs form;
        private long held;

        Rows(RowWriter rows, DataAs form) {
            this.rows = rows;
            this.form = form;
        }

        @Override
        void put(ByteBuffer message, MessageReceiver receiver) throws IOException {
            Credentials sender = receiver.sender();
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            held += ROW + (long) BYTE * bytes.length;
            rows.write(SCHEMA.row(sender.pid() == 0 ? Value.MISSING : Value.of(sender.pid()), Value.of(sender.uid()), Value.of(sender.gid()),
                    SockLeaf.spelled(receiver.senderAddress()), Value.of(bytes.length), Value.of(Instant.now()),
                    Value.of(form.encodingOf(bytes)), Value.of(form.textOf(bytes))));
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

    private static final class Bytes extends MessageOutput {
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
