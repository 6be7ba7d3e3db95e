package org.ipcctl.cli.convert;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * Bytes that came, and the columns that tell of them.
 *
 * @param bytes not copied
 * @param form  how a row has them: hex or base64 for all, or else base64 only for those that are no UTF-8
 * @param time  when they came
 */
public record Received(byte[] bytes, DataAs form, Instant time) {
    public static final Column<Received> SIZE = Column.of("size_bytes", Type.SIZE, "its length",
            r -> Value.of(r.bytes().length));
    public static final Column<Received> ENCODING = Column.of("encoding", Type.TEXT,
            "the encoding of payload: utf-8 (as it is), base64, or the one given by --as",
            r -> r.form().encodingOf(r.bytes()));
    public static final Column<Received> PAYLOAD = Column.of("payload", Type.TEXT, "the message",
            r -> r.form().textOf(r.bytes()));

    /** Now. */
    public Received(byte[] bytes, DataAs form) {
        this(bytes, form, Instant.now());
    }

    /** Now; all bytes that are left in {@code message}. */
    public static Received of(ByteBuffer message, DataAs form) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return new Received(bytes, form);
    }

    /** When it was {@code what}. */
    public static Column<Received> time(String what) {
        return Column.of("received", Type.TIME, "when it was " + what, r -> Value.of(r.time()));
    }
}
