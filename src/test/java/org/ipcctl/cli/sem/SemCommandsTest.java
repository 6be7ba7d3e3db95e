package org.ipcctl.cli.sem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SemCommandsTest {
    private final Scratch scratch = new Scratch();
    private String name;

    @BeforeEach
    void name() {
        name = Scratch.name("sem-cli");
        scratch.atEnd(() -> NamedSemaphore.unlink(name));
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private String value() {
        return Cli.run("sem", "get", name).succeeds().out();
    }

    @Test
    void createLeavesWhatIsThere() {
        Cli.run("sem", "create", name.substring(1), "--value", "3").succeeds().prints("");
        Cli.run("sem", "wait", name).succeeds();
        Cli.run("sem", "create", name).succeeds();
        Cli.run("sem", "create", name, "--value", "2").succeeds();
        Cli.run("sem", "create", name, "--value", "7").exits(4).complains("its value is now 2, not 7", "ipcctl sem rm");
        assertThat(value()).isEqualTo("2\n");
        Cli.run("sem", "create", name, "--exclusive").exits(4).complains("it exists already", "ipcctl sem rm");
        Cli.run("sem", "create", name, "-m", "666").exits(4).complains("mode 0600, not 0666");
        Cli.run("sem", "create", Scratch.name("x"), "--value", "2147483648").exits(2);
    }

    @Test
    void aModeIsExact() {
        Cli.run("sem", "create", name, "-m", "u=rw,g=rw,o=rw").succeeds();
        assertThat(Json.row(Cli.run("sem", "stat", name, "-J").succeeds().out())).containsEntry("mode", "0666")
                .containsEntry("value", 1L);
    }

    @Test
    void isOpenedOnlyWhereItsValueIsShown() {
        Cli.run("sem", "create", name).succeeds();
        assertThat(Cli.run("sem", "ls", "-v").exits(0).err()).contains("open(" + name);
        assertThat(Cli.run("sem", "ls", "--columns", "name,mode", "-v").exits(0).err())
                .contains("sem." + name.substring(1)).doesNotContain("open(" + name);
    }

    @Test
    void waitsAndPosts() {
        Cli.run("sem", "create", name, "--value", "0").succeeds();
        Cli.run("sem", "wait", name, "--nonblock").exits(6)
                .complains("would have to wait for the semaphore to be above 0 (sem_trywait: EAGAIN)");
        Cli.run("sem", "wait", name, "--timeout", "0").exits(124);
        Cli.run("sem", "wait", name, "--timeout", "30ms").exits(124).complains("timed out after 30ms");
        CompletableFuture<Outcome> waiting = Cli.reading("").start("sem", "wait", name, "--timeout", "20s");
        Cli.run("sem", "post", name).succeeds();
        waiting.join().succeeds();
        Cli.run("sem", "post", name, "--count", "5").succeeds();
        Cli.run("sem", "wait", name, "--count", "6", "--nonblock").exits(6).complains("to be 6 or more");
        assertThat(value()).isEqualTo("5\n");
        Cli.run("sem", "wait", name, "--count", "5").succeeds();
        assertThat(value()).isEqualTo("0\n");
    }

    @Test
    void twoThatWantMoreThanThereIsDoNotWaitForEachOther() {
        Cli.run("sem", "create", name, "--value", "3").succeeds();
        List<CompletableFuture<Outcome>> takers = IntStream.range(0, 6)
                .mapToObj(i -> Cli.reading("").start("sem", "wait", name, "--count", "2", "--timeout", "20s")).toList();
        for (int i = 0; i < 9; i++) {
            Cli.run("sem", "post", name).succeeds();
        }
        takers.forEach(taker -> taker.join().succeeds());
        assertThat(value()).isEqualTo("0\n");
    }

    @Test
    void theValueEndsAtItsLimit() {
        Cli.run("sem", "create", name, "--value", "2147483647").succeeds();
        Cli.run("sem", "post", name).exits(7).complains("its value would exceed 2147483647");
        assertThat(value()).isEqualTo("2147483647\n");
    }

    @Test
    void whatIsNotThereIsStatus3() {
        for (String command : List.of("wait", "post", "get", "stat", "rm")) {
            Cli.run("sem", command, name).exits(3).complains("no such semaphore");
        }
        Cli.run("sem", "run", name, "--", "true").exits(3).complains("ipcctl sem create");
        Cli.run("sem", "rm", "-f", name).succeeds();
        Cli.run("sem", "rm").exits(2);
        Cli.run("sem", "get", "x".repeat(252)).exits(2).complains("at most 251");
    }

    @Test
    void isWhatCProgramsSee() {
        String memory = Scratch.name("sem-cli");
        scratch.atEnd(() -> SharedMemory.unlink(memory));
        Cli.run("sem", "create", name).succeeds();
        Cli.run("sem", "wait", name).succeeds();
        try (Peer producer = Peer.start(CPrograms.path("shm_producer"), memory, name)) {
            // It has to wait for our semaphore before it writes.
            Cli.run("sem", "post", name).succeeds();
            producer.says("written");
            assertThat(producer.end()).isZero();
        }
        assertThat(value()).isEqualTo("1\n");
    }

    @Test
    void runGivesBackWhateverBecomesOfCmd() {
        Cli.run("sem", "run", name, "--init", "2", "--", "sh", "-c", "exit 5").exits(5);
        Cli.run("sem", "run", name, "-n", "2", "--", "sh", "-c", "kill -9 $$").exits(137);
        Cli.run("sem", "run", name, "--", "no-such-command-of-ipcctl").exits(127);
        assertThat(value()).isEqualTo("2\n");
        Cli.run("sem", "run", name, "-n", "3", "--nonblock", "--", "true").exits(6);
        Cli.run("sem", "run", name, "-n", "3", "-t", "100ms", "-E", "77", "--", "true").exits(77);
        Cli.run("sem", "run", name, "sh", "-c", "exit 5").exits(5);
        Cli.run("sem", "run", name).exits(2).complains("missing CMD");
        assertThat(value()).isEqualTo("2\n");
    }

    @Test
    void lsShowsIt() {
        Cli.run("sem", "create", name, "--value", "9").succeeds();
        assertThat(Json.rows(Cli.run("sem", "ls", "-J").succeeds().out()))
                .contains(Json.row(Cli.run("sem", "stat", name, "-J").succeeds().out()));
    }
}
