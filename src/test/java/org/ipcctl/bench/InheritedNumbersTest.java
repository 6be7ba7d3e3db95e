package org.ipcctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.Fd;
import org.ipcctl.pipe.Pipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mechanisms that have descriptors handed down know nothing of each other. */
@Timeout(60)
class InheritedNumbersTest {
    /** Each side gets one end of a pipe. */
    private static final class OneEnd extends Transport {
        private final Pipe pipe = Pipe.open();
        private final Path link;

        OneEnd(String name) throws Exception {
            super(name, "nothing");
            link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + pipe.reader().number()));
        }

        @Override
        public Map<Side, List<Fd>> descriptors() {
            return Map.of(Side.SENDING, List.of(pipe.writer()), Side.RECEIVING, List.of(pipe.reader()));
        }

        @Override
        public Channel open(Side side, Setup setup) {
            throw new IllegalStateException("nobody opens it");
        }
    }

    @Test
    void eachMechanismHasNumbersOfItsOwn() throws Exception {
        List<OneEnd> both = List.of(new OneEnd("one"), new OneEnd("two"));
        try (Pair pair = Pair.start(List.copyOf(both))) {
            pair.greet("nothing");
            for (OneEnd each : both) {
                List<Path> found = PeerProcesses.of(ProcessHandle.current())
                        .map(peer -> Path.of("/proc/" + peer.pid() + "/fd/" + pair.inherited(Side.SENDING, each)))
                        .map(InheritedNumbersTest::target).toList();
                assertThat(found).as(each.name()).hasSize(2).allMatch(each.link::equals);
                assertThat(pair.inherited(Side.RECEIVING, each)).isEqualTo(pair.inherited(Side.SENDING, each));
                assertThat(List.of(each.pipe.reader(), each.pipe.writer())).as("closed here")
                        .allMatch(fd -> !fd.isOpen());
            }
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
