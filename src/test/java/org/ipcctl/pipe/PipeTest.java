package org.ipcctl.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.Test;

class PipeTest {
    @Test
    void itIsAsTheHeadersOfCSay() {
        try (Peer facts = Peer.start(CPrograms.path("pipe_facts")); Pipe pipe = Pipe.open()) {
            assertThat(facts.line()).isEqualTo(pipe.atomicLimit() + " 1032 1031 " + pipe.capacity() + " "
                    + PipeLimits.current().pageSize());
        }
    }

    @Test
    void itHoldsWhatItSaysAndNotAByteMore() {
        try (Pipe pipe = Pipe.open()) {
            assertThat(pipe.fill((byte) 7)).isEqualTo(pipe.capacity());
            assertThat(pipe.fill((byte) 7)).isZero();
            assertThat(pipe.writer().isNonblocking()).isFalse();
            ByteBuffer page = ByteBuffer.allocateDirect((int) PipeLimits.current().pageSize());
            assertThat(pipe.reader().read(page)).isEqualTo(page.capacity());
            assertThat(page.get(0)).isEqualTo((byte) 7);
            assertThat(pipe.fill((byte) 7)).isEqualTo(page.capacity());
        }
    }

    @Test
    void resizingRoundsUpToAPowerOfTwoPages() {
        try (Pipe pipe = Pipe.open()) {
            PipeLimits limits = PipeLimits.current();
            assertThat(pipe.resize(3 * limits.pageSize())).isEqualTo(4 * limits.pageSize())
                    .isEqualTo(limits.rounded(3 * limits.pageSize()));
            assertThat(pipe.resize(1)).isEqualTo(limits.pageSize()).isEqualTo(limits.rounded(1));
            assertThat(pipe.resize(8 * limits.pageSize())).isEqualTo(pipe.capacity())
                    .isEqualTo(limits.rounded(8 * limits.pageSize()));
        }
    }

    @Test
    void itCannotBeMadeSmallerThanWhatIsInIt() {
        try (Pipe pipe = Pipe.open()) {
            pipe.fill((byte) 0);
            assertThatThrownBy(() -> pipe.resize(1)).isInstanceOfSatisfying(KernelException.class, e -> {
                assertThat(e.errno()).isEqualTo(Errno.EBUSY);
                assertThat(e.reason()).contains("it holds more");
            });
        }
    }

    @Test
    void aRefusalNamesTheLimit() {
        PipeLimits ordinary = new PipeLimits(1 << 20, 16384, 0, false, false, 4096);
        assertThat(ordinary.refusing(2 << 20).sysctl()).isEqualTo("fs.pipe-max-size");
        assertThat(ordinary.refusing(1 << 20).sysctl()).isEqualTo("fs.pipe-user-pages-soft");
        assertThat(new PipeLimits(1 << 20, 0, 100, false, false, 4096).refusing(1 << 20).sysctl())
                .isEqualTo("fs.pipe-user-pages-hard");
        assertThat(new PipeLimits(1 << 20, 16384, 0, false, true, 4096).refusing(1 << 20)).isNull();
        assertThat(new PipeLimits(1 << 20, 16384, 0, true, true, 4096).forbids(2 << 20)).isFalse();
    }
}
