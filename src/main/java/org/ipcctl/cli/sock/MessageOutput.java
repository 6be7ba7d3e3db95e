package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.format.Payload;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Fd;
import org.ipcctl.relay.Frame;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Credentials;

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

    /** Takes a message and who sent it. */
    abstract void put(ByteBuffer message, Credentials sender, String senderAddress) throws IOException;

    /** Has all that was put reach its reader. */
    abstract void flush() throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static byte[] copy(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }

    /** As rows of a result. */
    static MessageOutput rows(RowWriter rows, DataAs form) {
        return new Rows(rows, form);
    }

    /** As bytes, each message with {@code terminator} behind it; as frames where that is null. */
    static MessageOutput bytes(Fd out, DataAs form, byte[] terminator) {
        return new Bytes(out, form, terminator);
    }

    private static final class Rows extends MessageOutput {
        private final RowWriter rows;
        private final DataAs form;

        Rows(RowWriter rows, DataAs form) {
            this.rows = rows;
            this.form = form;
        }

        @Override
        void put(ByteBuffer message, Credentials sender, String senderAddress) throws IOException {
            byte[] bytes = copy(message);
            boolean encode = form != DataAs.RAW;
            String payload = encode ? new String(form.encode(bytes), StandardCharsets.UTF_8) : Payload.text(bytes);
            String encoding = encode ? form.name().toLowerCase(Locale.ROOT) : Payload.encoding(bytes);
            rows.write(SCHEMA.row(sender.pid() == 0 ? Value.MISSING : Value.of(sender.pid()), Value.of(sender.uid()), Value.of(sender.gid()),
                    Value.of(senderAddress), Value.of(bytes.length), Value.of(Instant.now()), Value.of(encoding), Value.of(payload)));
        }

        @Override
        void flush() throws IOException {
            rows.flush();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    private static final class Bytes extends MessageOutput {
        /** Few enough to lose little when ipcctl is killed, enough that writing costs nothing. */
        private static final int BATCH = 1 << 14;

        private final Fd out;
        private final DataAs form;
        private final byte[] terminator;
        private ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);

        Bytes(Fd out, DataAs form, byte[] terminator) {
            this.out = out;
            this.form = form;
            this.terminator = terminator;
        }

        @Override
        void put(ByteBuffer message, Credentials sender, String senderAddress) {
            ByteBuffer bytes = form == DataAs.RAW ? message : ByteBuffer.wrap(form.encode(copy(message)));
            makeRoom(bytes.remaining() + Frame.OVERHEAD);
            if (terminator == null) {
                Frame.put(0, bytes, batch);
            } else {
                batch.put(bytes).put(terminator);
            }
        }

        private void makeRoom(int needed) {
            if (batch.remaining() < needed) {
                flush();
            }
            if (batch.capacity() < needed) {
                batch = ByteBuffer.allocateDirect(needed);
            }
        }

        @Override
        void flush() {
            try {
                out.writeFully(batch.flip());
            } finally {
                batch.clear();
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
