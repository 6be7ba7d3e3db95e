package org.ipcctl.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ipcctl.inspect.Finding;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which socket files a walk finds, and how far it goes. */
class StaleSocketsTest {
    private final Scratch scratch = new Scratch();

    @AfterEach
    void remove() {
        scratch.close();
    }

    private static ServerSocketChannel bind(String path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }

    private List<Finding> found(String... roots) {
        return StaleSockets.in(Set.of(roots));
    }

    @Test
    void onlyTheFileOfASocketThatIsClosed() throws IOException {
        String directory = scratch.directory().toString();
        Files.createFile(Path.of(scratch.path("regular")));
        bind(scratch.path("left")).close();
        Files.createSymbolicLink(Path.of(scratch.path("link")), Path.of(scratch.path("left")));
        try (ServerSocketChannel listener = bind(scratch.path("bound"))) {
            assertThat(found(directory)).extracting(Finding::object).containsExactly(scratch.path("left"));
            listener.configureBlocking(false);
            assertThat(listener.accept()).as("what it asked was no connection").isNull();
        }
        assertThat(found(directory)).extracting(Finding::object).containsExactly(scratch.path("bound"),
                scratch.path("left"));
        assertThat(found(directory, directory + "/.")).as("roots that are the same").hasSize(2);
        assertThat(found(scratch.path("left"), scratch.path("none"))).as("roots that are no directories").isEmpty();
    }

    @Test
    void whatLiesTooDeepIsNotLookedAt() throws IOException {
        Path deep = Files.createDirectories(Path.of(scratch.path("1/2/3/4/5/6/7/8")));
        bind(deep.resolve("s").toString()).close();
        assertThat(found(scratch.directory().toString())).extracting(Finding::object)
                .containsExactly(deep.resolve("s").toString());
        Path deeper = Files.createDirectory(deep.resolve("9"));
        bind(deeper.resolve("s").toString()).close();
        assertThat(found(scratch.directory().toString())).hasSize(1);
        assertThat(found(deeper.toString())).hasSize(1);
    }
}
