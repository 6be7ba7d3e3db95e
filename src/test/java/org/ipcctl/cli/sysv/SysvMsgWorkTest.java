package org.ipcctl.cli.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.SysvScratch;
import org.ipcctl.testing.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ipcctl sysv msg work}: where it is not as 'mq work' is. */
@Timeout(120)
class SysvMsgWorkTest {
    private final Scratch scratch = new Scratch();
    private final String key = SysvScratch.key();
    private final String dead = SysvScratch.key();

    @BeforeEach
    void create() {
        Cli.run("sysv", "msg", "create", key).succeeds();
    }

    @AfterEach
    void remove() {
        Cli.run("sysv", "msg", "rm", "-f", key);
        Cli.run("sysv", "msg", "rm", "-f", dead);
        scratch.close();
    }

    private void send(String type, String hex) {
        Cli.run("sysv", "msg", "send", key, "--type", type, "--from", "hex", hex).succeeds();
    }

    private String[] line(String options, String script) {
        List<String> words = new ArrayList<>(List.of("sysv", "msg", "work", key, "--state", scratch.path("state")));
        words.addAll(Arrays.asList(options.split(" ")));
        words.addAll(List.of("--", "sh", "-c", "cd " + scratch.directory() + "; " + script));
        return words.toArray(String[]::new);
    }

    private Outcome work(String options, String script) {
        return Cli.run(line(options, script));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(scratch.path("state")))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void eachMessageIsTheStdinOfAJobWithItsType() throws IOException {
        send("9", "00ff0a");
        send("4611686018427387904", "");
        send("1", "6c6f77");
        work("--drain",
                "od -An -tx1; echo $IPCCTL_QUEUE $IPCCTL_TYPE $IPCCTL_PRIORITY $IPCCTL_SIZE $IPCCTL_ATTEMPT "
                        + "$IPCCTL_WORKER")
                .exits(0).prints(" 00 ff 0a\n" + key + " 9 3 1 1\n" + key + " 4611686018427387904 0 1 1\n 6c 6f 77\n"
                        + key + " 1 3 1 1\n")
                .complains("3 done, 0 failed");
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheTypesThatWereAskedFor() {
        send("9", "61");
        send("2", "62");
        send("1", "63");
        work("--drain --type 2", "cat").exits(0).prints("b");
        work("--drain --up-to 9", "cat").exits(0).prints("ca");
        work("--drain --up-to 9 --type 2", "cat").exits(2).complains("cannot be combined");
    }

    @Test
    void whatFailsGoesToTheOtherQueueWithItsType() {
        send("5", "00ff0a");
        work("--drain --retries 1 --retry-delay 1ms --dead-letter " + dead, "exit 3").exits(1)
                .complains("a message of type 5 and 3 bytes failed 2 times", "it is in " + dead);
        Cli.run("sysv", "msg", "recv", dead, "--nonblock", "--framed", "-n", "1").succeeds()
                .prints("5 3\n" + new String(new char[] {0, 0xFFFD, '\n'}) + "\n");
        work("--drain --dead-letter " + key, "true").exits(2).complains("need another one");
    }

    @Test
    void orIsKeptByteForByte() throws IOException {
        send("5", "00ff0a");
        Outcome outcome = work("--drain --format ndjson", "exit 3").exits(1);
        assertThat(new Gson().fromJson(outcome.out(), JsonObject.class).get("type").getAsLong()).isEqualTo(5);
        assertThat(files()).hasSize(2);
        assertThat(Files.readAllBytes(files().get(1))).containsExactly(0, -1, 10);
        JsonObject about = new Gson().fromJson(Files.readString(files().get(0)), JsonObject.class);
        assertThat(about.get("type").getAsLong()).isEqualTo(5);
        assertThat(about.get("reason").getAsString()).isEqualTo("exit status 3");
        assertThat(files().get(0).toString()).contains("/sysv-msg-" + key + "/failed/");
    }

    @Test
    void theQueueIsTheSameByItsKeyAndItsId() {
        send("1", "61");
        send("1", "62");
        Cli.run("sysv", "msg", "work", key, "--state", scratch.path("state"), "--drain", "--", "no-such-command")
                .exits(127).complains("1 message is kept");
        String id = Cli.run("sysv", "msg", "stat", key, "--format", "plain", "--columns", "id").out().strip();
        Cli.run("sysv", "msg", "work", "id:" + id, "--state", scratch.path("state"), "--drain", "--", "cat").exits(0)
                .prints("ab");
    }

    @Test
    void itWaitsForAMessageAndForTheEndOfTheQueue() throws Exception {
        CompletableFuture<Outcome> worker = Cli.reading("").start(line("-j 2", "cat; : >done"));
        send("1", "61");
        Until.holds("the job is done", () -> {
            assertThat(worker).isNotDone();
            return Files.exists(scratch.directory().resolve("done"));
        });
        Cli.run("sysv", "msg", "rm", key).succeeds();
        worker.join().exits(3).prints("a").complains("was removed while waiting for a message");
        Cli.run(line("--drain", "true")).exits(3);
    }

    @Test
    void waitsEnd() {
        work("--timeout 50ms", "true").exits(124).complains("timed out after 50ms");
        send("1", "61");
        work("--nonblock", "true").exits(6).complains("1 done");
    }
}
