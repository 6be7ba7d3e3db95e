package org.ipcctl.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemSet;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ipcctl metrics} of System V's objects. */
class SysvMetricsTest {
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        for (String kind : List.of("msg", "sem", "shm")) {
            Cli.run("sysv", kind, "rm", "-f", key);
        }
    }

    private static List<String> metrics(String kind) {
        return Cli.run("metrics", "--kind", kind, "--max-series", "1000000").exits(0).out().lines().toList();
    }

    @Test
    void aQueueHasItsMessagesAndBytes() {
        Cli.run("sysv", "msg", "create", key).succeeds();
        Cli.run("sysv", "msg", "send", key, "12345").succeeds();
        Cli.run("sysv", "msg", "send", key, "678").succeeds();
        String label = "{queue=\"" + key + "\"} ";
        assertThat(metrics("sysv-msg"))
                .contains("ipcctl_sysv_msg_messages" + label + "2.0", "ipcctl_sysv_msg_queued_bytes" + label + "8.0")
                .anyMatch(line -> line.startsWith("ipcctl_sysv_msg_max_bytes" + label))
                .anyMatch(line -> line.matches("ipcctl_sysv_msg_queues [1-9].*"))
                .contains("ipcctl_complete{kind=\"sysv-msg\"} 1.0");
    }

    @Test
    void aSetHasTheValuesAndThoseWhoWait() throws Exception {
        Cli.run("sysv", "sem", "create", key, "-s", "2", "-n", "3").succeeds();
        String second = "{semaphore=\"1\",set=\"" + key + "\"} ";
        assertThat(metrics("sysv-sem")).contains("ipcctl_sysv_sem_value{semaphore=\"0\",set=\"" + key + "\"} 3.0",
                "ipcctl_sysv_sem_value" + second + "3.0",
                "ipcctl_sysv_sem_waiters" + second + "0.0", "ipcctl_sysv_sem_waiters_for_zero" + second + "0.0");
        CompletableFuture<Outcome> more = Cli.reading("").start("sysv", "sem", "op", key, "1:-4", "-t", "60s");
        CompletableFuture<Outcome> zero = Cli.reading("").start("sysv", "sem", "op", key, "1:0", "-t", "60s");
        SemSet set = SemSet.open(Key.parse(key));
        while (set.semaphores().get(1).waiting() != 1 || set.semaphores().get(1).waitingFor0() != 1) {
            assertThat(more).isNotDone();
            assertThat(zero).isNotDone();
        }
        assertThat(metrics("sysv-sem")).contains("ipcctl_sysv_sem_waiters" + second + "1.0",
                "ipcctl_sysv_sem_waiters_for_zero" + second + "1.0");
        set.set(1, 4);
        more.get().succeeds();
        zero.get().succeeds();
    }

    @Test
    void aSegmentHasItsSizeAndHowOftenItIsAttached() {
        Cli.run("sysv", "shm", "create", key, "--size", "10000").succeeds();
        String label = "{segment=\"" + key + "\"} ";
        assertThat(metrics("sysv-shm")).contains("ipcctl_sysv_shm_size_bytes" + label + "10000.0",
                "ipcctl_sysv_shm_attached" + label + "0.0");
    }
}
