package org.ipcctl.format;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.ipcctl.kernel.Errno;

/**
 * A failure in parts, and as the JSON object that scripts read from stderr.
 *
 * @param command  as typed, {@code ipcctl mq send}
 * @param subject  the object it is about; may be empty
 * @param syscall  the call that failed, or null
 * @param errno    its error number, 0 where there was no call
 * @param message  what went wrong, a clause
 * @param hint     what to do, a sentence, or null
 * @param exitCode the status that ipcctl exits with
 */
public record ErrorObject(String command, String subject, String syscall, int errno, String message, String hint,
                          int exitCode) {
    /** {@code ENOENT}, or null where there was no call. */
    public String errnoName() {
        return errno == 0 ? null : Errno.name(errno);
    }

    /** One line of JSON. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            json.name("command").value(command);
            json.name("subject").value(subject.isEmpty() ? null : subject);
            json.name("syscall").value(syscall);
            if (errno == 0) {
                json.name("errno").nullValue();
            } else {
                json.name("errno").value(errno);
            }
            json.name("errno_name").value(errnoName());
            json.name("message").value(message);
            json.name("hint").value(hint);
            json.name("exit_code").value(exitCode);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(JsonRows.encode(text.toString()), StandardCharsets.UTF_8) + "\n";
    }
}
