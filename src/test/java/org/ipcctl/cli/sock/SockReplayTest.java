package org.ipcctl.cli.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that were made up, and servers that answer otherwise. */
@Timeout(120)
class SockReplayTest {
    private static final String OPEN = "{\"time\":\"2026-01-01T00:00:00Z\",\"conversation\":1,\"event\":\"open\","
            + "\"type\":\"%s\"}\n";
    private static final String DATA = "{\"time\":\"2026-01-01T00:00:00.%sZ\",\"conversation\":1,\"event\":\"data\","
            + "\"sender\":\"%s\",\"encoding\":\"utf-8\",\"payload\":\"%s\",\"descriptors\":null}\n";
    private static final String END = "{\"time\":\"2026-01-01T00:00:00.9Z\",\"conversation\":1,\"event\":\"end\","
            + "\"sender\":\"%s\"}\n";

    private final Scratch scratch = new Scratch();

    @AfterEach
    void remove() {
        scratch.close();
    }

    private String file(String text) throws IOException {
        return Files.writeString(Path.of(scratch.path("recording")), text, StandardCharsets.UTF_8).toString();
    }

    /** @param options how sock listen is to serve */
    private Outcome replayed(String recording, String command, String... options) throws IOException {
        String address = scratch.path("s");
        CompletableFuture<Outcome> server = CompletableFuture.supplyAsync(
                () -> Cli.run("sock", "listen", address, "--once", "-t", "60s", "--", "bash", "-c", command));
        String[] words = {"sock", "replay", file(recording), address, "--format", "plain", "--columns",
            "result,answered_bytes,problem", "-t", "60s"};
        String[] line = java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(options))
                .toArray(String[]::new);
        Outcome outcome = Cli.run(line);
        server.join();
        return outcome;
    }

    @Test
    void answersMayBeCutOtherwise() throws IOException {
        String recording = String.format(OPEN, "stream") + String.format(DATA, "1", "client", "x\\n")
                + String.format(DATA, "2", "server", "one ")
                + String.format(DATA, "3", "server", "two")
                + String.format(END, "server");
        assertThat(replayed(recording, "read -r x; printf o; printf 'ne two'").exits(0).out())
                .isEqualTo("same\t7\t-\n");
    }

    @Test
    void nothingIsSentBeforeAsMuchIsAnswered() throws IOException {
        String recording = String.format(OPEN, "stream") + String.format(DATA, "0", "server", "ready")
                + String.format(DATA, "0", "client", "x\\n")
                + String.format(DATA, "0", "server", "clean")
                + String.format(END, "server");
        assertThat(replayed(recording,
                "if read -r -t 0.2 x; then printf early; else printf ready; read -r x; printf clean; fi", "--speed",
                "0").exits(0).out())
                .isEqualTo("same\t10\t-\n");
    }

    @Test
    void moreThanWasAnsweredThenIsADifference() throws IOException {
        String recording = String.format(OPEN, "stream") + String.format(DATA, "1", "server", "one")
                + String.format(END, "server");
        assertThat(replayed(recording, "printf onemore").exits(1).out())
                .isEqualTo("different\t3\tthe answers differ at byte 3\n");
    }

    @Test
    void lessIsOneToo() throws IOException {
        String recording = String.format(OPEN, "stream") + String.format(DATA, "1", "server", "one")
                + String.format(END, "server");
        assertThat(replayed(recording, "printf on").exits(1).out())
                .isEqualTo("different\t2\t1 bytes of the answers are missing\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "x",
        "{\"time\":\"now\",\"conversation\":1,\"event\":\"open\",\"type\":\"stream\"}",
        "{\"time\":\"2026-01-01T00:00:00Z\",\"conversation\":1,\"event\":\"data\",\"sender\":\"client\"}",
        "{\"time\":\"2026-01-01T00:00:00Z\",\"conversation\":1,\"event\":\"open\",\"type\":\"raw\"}", "\u001b[31m"})
    void aLineThatIsNoneOfARecordingIsTold(String line) throws IOException {
        Outcome outcome = Cli.run("sock", "replay", file(line + "\n"), "@" + Scratch.name("none").substring(1));
        outcome.exits(1).complains("recording: line 1 ", "--record FILE");
        assertThat(outcome.err()).doesNotContain("\u001b", "Exception");
    }

    /** Opening it without a reader, or without a writer, would wait for ever, which no --timeout ends. */
    @Test
    @Timeout(60)
    void aFifoThatNobodyIsAtIsNotWaitedForWithoutEnd() {
        String fifo = scratch.path("fifo");
        Cli.run("mkfifo", fifo).succeeds();
        Cli.run("mkfifo", fifo + "2").succeeds();
        CompletableFuture<Outcome> replay = Cli.reading("").start("sock", "replay", fifo, "@none", "-t", "1ms");
        CompletableFuture<Outcome> proxy = Cli.reading("").start("sock", "proxy", scratch.path("front"), "@none",
                "--record", fifo + "2", "--nonblock");
        replay.join().exits(124).complains(fifo);
        proxy.join().exits(6).complains(fifo, "a reader");
    }

    @Test
    void aPayloadThatIsNoBase64IsTold() throws IOException {
        String recording = String.format(OPEN, "stream")
                + String.format(DATA, "1", "client", "***").replace("utf-8", "base64");
        Cli.run("sock", "replay", file(recording), "@" + Scratch.name("none").substring(1)).exits(1)
                .complains("line 2 has a payload that is not base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void aTimeCenturiesAwayIsTold(String time) throws IOException {
        String recording = String.format(OPEN, "stream") + String.format(END, "server").replaceFirst("2026-[^\"]*",
                java.util.regex.Matcher.quoteReplacement(time));
        Cli.run("sock", "replay", file(recording), "@" + Scratch.name("none").substring(1)).exits(1)
                .complains("line 2 has a time that is centuries away from the first one");
    }

    @Test
    void aFileThatIsNotThereIsNoSuchObject() {
        Cli.run("sock", "replay", scratch.path("none"), "@" + Scratch.name("none").substring(1)).exits(3)
                .complains("none: ");
    }

    /** Each of them waits for all that were over when it began. */
    @Test
    @Timeout(60)
    void manyConversationsAreNotComparedEachWithEach() throws IOException {
        StringBuilder recording = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            String open = String.format(OPEN, "stream").replace("00:00:00Z", String.format("00:00:00.%09dZ", i))
                    .replace("conversation\":1", "conversation\":" + i);
            recording.append(open).append(open.replace("open", "close"));
        }
        Outcome outcome = Cli.run("sock", "replay", file(recording.toString()), "@" + Scratch.name("none").substring(1),
                "--speed", "0");
        outcome.exits(3).complains("no process is listening on this name");
    }
}
