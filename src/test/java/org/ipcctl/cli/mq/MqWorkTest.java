package org.ipcctl.cli.mq;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MqWorkTest {
    private final Queues queues = new Queues();
    private final Scratch scratch = new Scratch();
    private final String name = queues.create("work");

    @AfterEach
    void remove() {
        queues.close();
        scratch.close();
    }

    private void send(String... messages) {
        for (String message : messages) {
            Cli.run("mq", "send", name, message).succeeds();
        }
    }

    private String[] line(String options, String script) {
        List<String> words = new ArrayList<>(List.of("mq", "work", name, "--state", scratch.path("state")));
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

    private static JsonObject json(String text) {
        return new Gson().fromJson(text, JsonObject.class);
    }

    @Test
    void eachMessageIsTheStdinOfAJobByPriority() throws IOException {
        Cli.run("mq", "send", name, "low", "-p", "1").succeeds();
        Cli.run("mq", "send", name, "--from", "hex", "00ff0a", "-p", "9").succeeds();
        Cli.run("mq", "send", name, "", "-p", "5").succeeds();
        work("--drain",
                "od -An -tx1; echo $IPCCTL_QUEUE $IPCCTL_PRIORITY $IPCCTL_SIZE $IPCCTL_ATTEMPT $IPCCTL_WORKER; "
                        + "[ $IPCCTL_RECEIVED \\< $IPCCTL_STARTED ]")
                .exits(0)
                .prints(" 00 ff 0a\n" + name + " 9 3 1 1\n" + name + " 5 0 1 1\n 6c 6f 77\n" + name + " 1 3 1 1\n")
                .complains("3 done, 0 failed");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainAndThenKeptByteForByte() throws IOException {
        Cli.run("mq", "send", name, "--from", "hex", "00ff0afe", "-p", "9").succeeds();
        work("--drain --retries 2 --retry-delay 10ms", "echo $IPCCTL_ATTEMPT $IPCCTL_PRIORITY; exit 3").exits(1)
                .prints("1 9\n2 9\n3 9\n")
                .complains("failed 3 times", "exit status 3", "0 done, 1 failed, 2 retried");
        assertThat(files()).hasSize(2);
        assertThat(Files.readAllBytes(files().get(1))).containsExactly(0, -1, 10, -2);
        JsonObject about = json(Files.readString(files().get(0)));
        assertThat(about.get("attempts").getAsInt()).isEqualTo(3);
        assertThat(about.get("priority").getAsInt()).isEqualTo(9);
        assertThat(about.get("reason").getAsString()).isEqualTo("exit status 3");
        assertThat(about.get("queue").getAsString()).isEqualTo(name);
        // It is not begun again.
        work("--drain", "echo again").exits(0).prints("");
    }

    @Test
    void aDeadLetterHasItsBytesAndPriority() {
        String dead = queues.name("dead");
        Cli.run("mq", "send", name, "--from", "hex", "00ff0a", "-p", "9").succeeds();
        work("--drain --dead-letter " + dead, "kill -9 $$").exits(1).complains("ended by SIGKILL", "it is in " + dead);
        Cli.run("mq", "recv", dead, "--nonblock", "--framed", "-n", "1").succeeds()
                .prints("9 3\n" + new String(new char[] {0, 0xFFFD, '\n'}) + "\n");
        Cli.run("mq", "stat", dead, "--format", "plain", "--columns", "max_messages,message_size_bytes")
                .prints("10\t128\n");
    }

    @Test
    void aQueueForFailuresThatIsFullKeepsNobody() {
        String dead = queues.name("full");
        Cli.run("mq", "create", dead, "--max-messages", "1", "--message-size", "128").succeeds();
        Cli.run("mq", "send", dead, "first").succeeds();
        send("a", "b", "good", "c");
        work("--drain --dead-letter " + dead, "[ $(cat) = good ]").exits(1).complains("is full",
                "1 done, 3 failed; 3 messages are kept");
        Cli.run("mq", "recv", dead).succeeds().prints("first");
        CompletableFuture<Outcome> receiver = Cli.reading("").start("mq", "recv", dead, "-n", "3", "--lines",
                "--timeout", "60s");
        while (!receiver.isDone()) {
            work("--drain --dead-letter " + dead, "echo no").prints("");
        }
        receiver.join().succeeds().prints("a\nb\nc\n");
    }

    @Test
    void aQueueForFailuresThatCannotTakeThemIsRefused() {
        String dead = queues.name("small");
        Cli.run("mq", "create", dead, "--message-size", "16").succeeds();
        send("a");
        work("--drain --dead-letter " + dead, "echo no").exits(7).prints("").complains("at most 16 bytes", "128");
        work("--drain --dead-letter " + name, "echo no").exits(2);
        Cli.run("mq", "recv", name).prints("a");
    }

    @Test
    void severalRunAtATimeAndNoMore() {
        send("a", "b", "c", "d", "e", "f");
        // Each waits until another one is there, so that one worker would wait for ever.
        work("--drain -j 2",
                "m=$(cat); touch $IPCCTL_WORKER.$m; until [ $(ls -d 1.* 2.* 2>&- | wc -l) -ge 2 ]; do sleep 0.02; "
                        + "done; "
                        + "ls 3.* 2>&-; true")
                .exits(0).prints("")
                .complains("6 done");
    }

    @Test
    void countEndsItAfterSoManyMessages() {
        send("a", "b", "c");
        work("-n 2 --retries 1 --retry-delay 1ms", "[ $IPCCTL_ATTEMPT = 2 ] && cat").exits(0).prints("ab");
        Cli.run("mq", "recv", name).prints("c");
    }

    @Test
    void rowsTellOfEachAttempt() {
        send("a");
        Outcome outcome = work("--drain --retries 1 --retry-delay 1ms --format ndjson", "[ $IPCCTL_ATTEMPT = 2 ]")
                .exits(0);
        List<JsonObject> rows = outcome.out().lines().map(MqWorkTest::json).toList();
        assertThat(rows).extracting(row -> row.get("outcome").getAsString()).containsExactly("retry", "done");
        assertThat(rows).extracting(row -> row.get("exit_code").getAsInt()).containsExactly(1, 0);
        assertThat(rows).extracting(row -> row.get("attempt").getAsInt()).containsExactly(1, 2);
        assertThat(rows.get(0).get("reason").getAsString()).isEqualTo("exit status 1");
        assertThat(rows.get(0).get("duration_ns").getAsLong()).isPositive();
        assertThat(rows.get(1).get("size_bytes").getAsInt()).isEqualTo(1);
        send("a");
        work("--format table", "true").exits(2).complains("table");
    }

    @Test
    void fieldsOfALayoutAreInTheEnvironment() {
        Cli.run("mq", "send", name, "--from", "hex", "01000000 0000bc41 68690000").succeeds();
        work("--drain --layout id:i32,value:f32,t:char[2]",
                "echo \"$IPCCTL_FIELD_id $IPCCTL_FIELD_value $IPCCTL_FIELD_t\"").exits(0).prints("1 23.5 hi\n");
        send("short");
        work("--drain --retries 5 --layout id:i32,value:f32,t:char[2]", "echo no").exits(1).prints("")
                .complains("it has 5 bytes, and the layout takes 12");
        work("--drain --layout nonsense", "echo no").exits(2);
    }

    @Test
    void aJobThatRunsTooLongFails() {
        send("a");
        work("--drain --job-timeout 100ms", "sleep 3599 & wait").exits(1).complains("longer than --job-timeout");
        send("b");
        work("--drain --job-timeout 100ms", "trap '' TERM; while :; do sleep 0.1; done").exits(1)
                .complains("longer than --job-timeout");
    }

    @Test
    void aCmdThatIsNotThereEndsItAndLosesNothing() {
        send("a", "b");
        Cli.run("mq", "work", name, "--state", scratch.path("state"), "--drain", "--", "no-such-command").exits(127)
                .complains("1 message is kept");
        work("--drain", "cat").exits(0).prints("ab");
    }

    @Test
    void whatWasLeftComesFirst() {
        send("a", "b");
        Cli.run("mq", "work", name, "--state", scratch.path("state"), "--drain", "--", "no-such-command").exits(127);
        Cli.run("mq", "send", name, "urgent", "-p", "9").succeeds();
        work("--drain", "cat; echo").exits(0).prints("a\nurgent\nb\n");
    }

    @Test
    void waitsEndWithTheStatusOfFailures() {
        work("--timeout 50ms", "true").exits(124).complains("timed out after 50ms");
        send("a");
        work("--timeout 50ms", "false").exits(1);
        send("a");
        work("--nonblock", "true").exits(6).complains("1 done");
    }

    @Test
    void theEndOfItsQueueEndsIt() {
        CompletableFuture<Outcome> worker = Cli.reading("").start(line("-j 2", "cat"));
        Queues.awaitHolders(name, 1);
        Cli.run("mq", "rm", name).succeeds();
        worker.join().exits(3).complains("was removed while waiting for a message");
    }

    /** The queue was removed, and made anew with longer messages. */
    @Test
    void aClaimThatIsTooShortIsNotUsedForTheNextMessage() throws Exception {
        Path run = Files.createDirectories(Path.of(scratch.path("state") + name + "/run-1-1"));
        Files.createFile(run.resolve("lock"));
        Files.copy(Path.of(MqWorkTest.class.getResource("/fuzz/ClaimFuzz/claimed").toURI()), run.resolve("1"));
        for (Path directory = run; !directory.equals(scratch.directory()); directory = directory.getParent()) {
            Files.setPosixFilePermissions(directory,
                    java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
        send("longer than that");
        work("--drain", "cat; echo").exits(0).prints("hello\nlonger than that\n").complains("2 done, 0 failed");
        assertThat(files()).isEmpty();
    }
}
