package org.ipcctl.cli.sock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.kernel.Deadline;

/** A recording of conversations. */
public final class RecordingFuzz {
    private static final Path FILE = file();

    private RecordingFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("ipcctl-fuzz-", ".ndjson");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        try {
            for (Recording.Conversation conversation : Recording.read(FILE.toString(), Deadline.never())) {
                conversation.begin().toNanos();
                conversation.steps().forEach(step -> step.at().toNanos());
            }
        } catch (CommandFailure told) {
            if (!told.getMessage().startsWith("line ")) {
                throw told;
            }
        }
    }
}
