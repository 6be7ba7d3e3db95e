package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SleepWatchTest {
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));

    /** The thread that looks has nobody to tell it to but the sleeper. */
    @Test
    void aSleepEndsWhereItsGuardCannotLook() {
        try (Fd file = Fd.inMemory("word")) {
            file.truncate(Integer.BYTES);
            try (Mapping mapping = Mapping.shared(file, Integer.BYTES, true);
                 SleepWatch watch = SleepWatch.over(() -> {
                     throw new KernelException("statx", "word", Errno.EBADF);
                 })) {
                SharedFutex futex = new SharedFutex(new AtomicWord(mapping, 0), "word");
                assertThatThrownBy(() -> futex.await(0, SOON, watch)).isInstanceOf(KernelException.class)
                        .hasMessageContaining("statx");
            }
        }
    }
}
