package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The calling thread's CPUs, as the kernel sees them. */
class CpuAffinityTest {
    private static final int NOBODY_HAS = 8191;

    @Test
    void pinsTheCallingThreadAndNoOther() throws Exception {
        List<Integer> before = CpuAffinity.allowed();
        int last = before.get(before.size() - 1);
        CompletableFuture<String> pinned = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                CpuAffinity.pin(last);
                assertThat(CpuAffinity.allowed()).containsExactly(last);
                pinned.complete(ofThisThread());
            } catch (Throwable e) {
                pinned.completeExceptionally(e);
            }
        });
        thread.start();
        assertThat(pinned.get(10, TimeUnit.SECONDS)).isEqualTo(Integer.toString(last));
        assertThat(CpuAffinity.allowed()).isEqualTo(before);
    }

    @Test
    void aCpuThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> CpuAffinity.pin(NOBODY_HAS)).isInstanceOfSatisfying(KernelException.class,
                e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    }

    private static String ofThisThread() throws Exception {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst().orElseThrow().split(":")[1].strip();
    }
}
