package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What something is to print, kept in src/test/resources/golden. {@code -Dipcctl.write=true} writes the files anew from
 * what is printed now; whoever does that reads the difference before it is committed.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("ipcctl.write");

    private Golden() {}

    /** Asserts that {@code actual} is the content of {@code file}, byte for byte. */
    public static void check(String file, byte[] actual) {
        check(FOLDER.resolve(file), actual);
    }

    /** The same of a file that is a part of the tool. */
    public static void check(Path path, byte[] actual) {
        try {
            if (WRITE) {
                Files.createDirectories(path.getParent());
                Files.write(path, actual);
            }
            assertThat(path).as("%s is a golden file; -Dipcctl.write=true writes it", path).exists();
            // As text first, for the difference is read by people.
            assertThat(new String(actual, StandardCharsets.ISO_8859_1)).as("%s", path)
                    .isEqualTo(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
