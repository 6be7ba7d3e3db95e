package org.ipcctl.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.ipcctl.kernel.KernelException;

/** A claim that somebody has spoilt, the first 512 bytes of it; it is read as the next worker reads it. */
public final class ClaimFuzz {
    private static final int LONGEST = 4096;
    private static final Path FILE = file();

    private ClaimFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("ipcctl-fuzz-", ".claim");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length > LONGEST) {
            return;
        }
        Files.write(FILE, data);
        Mark mark = data.length % 2 == 0 ? Mark.PRIORITY : Mark.TYPE;
        try (Claim claim = Claim.open(FILE.toString(), mark)) {
            claim.find(0);
            Duration rest = Duration.between(Instant.now(), claim.due());
            if (claim.received().toString().isEmpty() || rest.toDays() == Long.MAX_VALUE || claim.reason() == null) {
                throw new IllegalStateException("times that cannot be told");
            } else if (claim.state() != Claim.State.EMPTY
                    && (claim.message().remaining() != claim.length() || claim.isFound() && claim.attempts() < 0)) {
                throw new IllegalStateException("a message of " + claim.length() + " bytes");
            }
        } catch (KernelException told) {
            if (told.getMessage().isEmpty()) {
                throw told;
            }
        }
    }
}
