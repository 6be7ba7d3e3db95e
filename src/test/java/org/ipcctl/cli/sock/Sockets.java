package org.ipcctl.cli.sock;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.testing.Scratch;

/** Addresses of one test; the files are gone at its end. */
final class Sockets implements AutoCloseable {
    private final Scratch scratch = new Scratch();

    /** A path that nobody has used. */
    String path() {
        return scratch.path("s" + Scratch.name("").replace('/', '-'));
    }

    /** A path of that file name in the test's folder. */
    String path(String name) {
        return scratch.path(name);
    }

    static String abstractName() {
        return "@" + Scratch.name("sock").substring(1);
    }

    static boolean exists(String path) {
        return Files.exists(Path.of(path));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
