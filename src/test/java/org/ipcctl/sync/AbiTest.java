package org.ipcctl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Peer;
import org.junit.jupiter.api.Test;

/** What we believe of glibc's opaque types is what the C compiler says. */
class AbiTest {
    @Test
    void sizesAreThoseOfThisMachine() {
        try (Peer sizes = Peer.start(CPrograms.path("sync_sizes"))) {
            int[] said = Arrays.stream(sizes.line().split(" ")).mapToInt(Integer::parseInt).toArray();
            assertThat(said[0]).isEqualTo(Abi.MUTEX_SIZE);
            assertThat(said[1]).isEqualTo(Abi.COND_SIZE);
            assertThat(Math.max(said[2], said[3])).isLessThanOrEqualTo(Abi.ATTRIBUTES_SIZE);
            sizes.says(Integer.toString(Abi.OWNER));
        }
    }
}
