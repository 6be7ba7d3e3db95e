package org.ipcctl.relay;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ipcctl.kernel.Fd;

/** Lines of JSON that are messages: what comes out, printed as a row again, is the same message. */
public final class RowFuzz {
    private static final int LONGEST = 1024;
    private static final int HIGHEST = 32767;

    private RowFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        // So that both kinds of readers meet each input, in the end.
        boolean timed = data.length % 2 == 0;
        try (Fd file = file(data); JsonMessageReader rows = reader(file, timed)) {
            for (ByteBuffer message = rows.next(); message != null; message = rows.next()) {
                if (message.remaining() > LONGEST || timed != (rows.time() != null)
                        || rows.number() != JsonMessageReader.NO_NUMBER && rows.number() > HIGHEST) {
                    throw new IllegalStateException(message + ", " + rows.number() + ", " + rows.time());
                }
                again(message, rows.number());
            }
        } catch (BrokenRowException told) {
            if (told.getMessage().isEmpty() || told.line() < 1) {
                throw told;
            }
        } catch (RecordTooLongException told) {
            if (!told.isExact() || told.length() <= LONGEST) {
                throw told;
            }
        }
    }

    private static Fd file(byte[] data) {
        Fd file = Fd.inMemory("rows");
        file.writeFully(ByteBuffer.allocateDirect(data.length).put(data).flip());
        file.seek(0);
        return file;
    }

    private static JsonMessageReader reader(Fd file, boolean timed) {
        return new JsonMessageReader(file, LONGEST, "priority", 0, HIGHEST, timed);
    }

    private static void again(ByteBuffer message, long number) {
        byte[] bytes = new byte[message.remaining()];
        message.get(0, bytes);
        JsonObject row = new JsonObject();
        row.addProperty("priority", number == JsonMessageReader.NO_NUMBER ? null : number);
        row.addProperty("payload", Base64.getEncoder().encodeToString(bytes));
        row.addProperty("encoding", "base64");
        try (Fd file = file(row.toString().getBytes(StandardCharsets.UTF_8));
             JsonMessageReader rows = reader(file, false)) {
            if (!message.equals(rows.next()) || rows.number() != number || rows.next() != null) {
                throw new IllegalStateException(row + " is another message");
            }
        }
    }
}
