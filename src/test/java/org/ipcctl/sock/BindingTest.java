package org.ipcctl.sock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.kernel.DirectoryEntry;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** The files of sockets. */
class BindingTest {
    /** It was taken for the own one, and removed at the end. */
    @Test
    void aSocketOfThatNameInAnotherDirectoryIsNotItsOwn() throws IOException {
        try (Scratch scratch = new Scratch()) {
            Path place = Files.createDirectory(Path.of(scratch.directory().toString(), "place"));
            SocketAddress address = new SocketAddress(place + "/s");
            try (Listener others = Listener.open(address, SocketType.STREAM, -1);
                 DirectoryEntry entry = DirectoryEntry.of(address.text());
                 UnixSocket socket = UnixSocket.create(SocketType.STREAM, address.text())) {
                // As who may write above it does between the look and bind(2).
                Path aside = Files.move(place, place.resolveSibling("aside"));
                Files.createDirectory(place);
                KernelException refused = catchThrowableOfType(KernelException.class,
                        () -> Binding.of(socket, address, address.bytes("bind"), -1, entry));
                assertThat(refused.errno()).isEqualTo(Errno.EBUSY);
                assertThat(refused.reason()).contains("another directory");
                assertThat(aside.resolve("s")).as("the socket of %s", others.address()).exists();
            }
        }
    }
}
