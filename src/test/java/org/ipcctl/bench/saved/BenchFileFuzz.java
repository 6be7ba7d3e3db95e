package org.ipcctl.bench.saved;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.bench.BenchFailure;

/** A saved benchmark. */
public final class BenchFileFuzz {
    private static final Path FILE = file();

    private BenchFileFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("ipcctl-fuzz-", ".json");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        try {
            SavedBench saved = new BenchFile(FILE).read();
            if (saved.plan().repeat() < 1
                    || saved.cases().stream().anyMatch(one -> one.runs().stream().anyMatch(run -> !(run > 0)))) {
                throw new IllegalStateException("numbers that cannot be: " + saved);
            }
        } catch (BenchFailure told) {
            if (told.getMessage().isEmpty() || told.getMessage().chars().anyMatch(Character::isISOControl)) {
                throw told;
            }
        }
    }
}
