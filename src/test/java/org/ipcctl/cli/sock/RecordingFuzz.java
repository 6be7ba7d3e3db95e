package org.ipcctl.cli.sock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.relay.Replay;

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
                // What cannot be told in nanoseconds is an ArithmeticException.
                long sum = conversation.begin().toNanos();
                for (Replay.Step step : conversation.steps()) {
                    sum ^= step.at().toNanos();
                }
                if (sum == Long.MIN_VALUE) {
                    throw new IllegalStateException("a time that no clock tells");
                }
            }
        } catch (CommandFailure told) {
            if (!told.getMessage().startsWith("line ")) {
                throw told;
            }
        }
    }
}
