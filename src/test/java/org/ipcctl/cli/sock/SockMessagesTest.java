package org.ipcctl.cli.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sock send} and {@code sock recv} with each other. */
@Timeout(120)
class SockMessagesTest {
    private final Sockets sockets = new Sockets();

    @AfterEach
    void remove() {
        sockets.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dgram", "seqpacket"})
    void tenThousandMessagesOfOneByteAreNeitherLostNorMerged(String type) {
        String path = sockets.path();
        String lines = IntStream.range(0, 10_000).mapToObj(i -> Character.toString((char) ('a' + i % 26)))
                .collect(Collectors.joining("\n", "", "\n"));
        var receiver = Cli.reading("").start("sock", "recv", path, "--type", type, "-n", "10000", "--lines",
                "--timeout", "20s");
        Cli.reading(lines).execute("sock", "send", path, "--lines", "--timeout", "20s").succeeds();
        receiver.join().succeeds().prints(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dgram", "seqpacket"})
    void framesCarryAnyBytesAndEmptyMessages(String type) {
        String frames = "0 3\na\nb\n0 0\n\n0 1\n\0\n0 2\nhi\n";
        String name = Sockets.abstractName();
        var receiver = Cli.reading("").start("sock", "recv", name, "--type", type, "-n", "4", "--framed", "--timeout",
                "20s");
        Cli.reading(frames).execute("sock", "send", name, "--framed", "--timeout", "20s").succeeds();
        receiver.join().succeeds().prints(frames);
        Cli.reading("0 9\nhi\n").execute("sock", "send", name, "--framed", "--nonblock").exits(3);
    }

    @Test
    void rowsTellWhoSentIt() {
        String path = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "-n", "2", "--format", "ndjson", "--timeout", "20s");
        Cli.run("sock", "send", path, "é", "--timeout", "20s").succeeds();
        Cli.run("sock", "send", path, "--from", "hex", "ff00", "--timeout", "20s").succeeds();
        List<String> rows = receiver.join().succeeds().out().lines().toList();
        Map<String, Object> first = Json.row(rows.get(0));
        assertThat(first).containsEntry("sender_pid", ProcessHandle.current().pid()).containsEntry("payload", "é")
                .containsEntry("size_bytes", 2L);
        assertThat(Json.row(rows.get(1))).containsEntry("encoding", "base64").containsEntry("payload", "/wA=");
    }

    @Test
    void rowsGoOnAsMessages() {
        String path = sockets.path();
        String rows = "{\"payload\":\"a\\nb\",\"priority\":\"none "
                + "here\"}\n{\"encoding\":\"base64\",\"payload\":\"AP8=\"}\n";
        var receiver = Cli.reading("").start("sock", "recv", path, "-n", "2", "--as", "hex", "--timeout", "20s");
        Cli.reading(rows).execute("sock", "send", path, "--from", "ndjson", "--timeout", "20s").succeeds();
        receiver.join().succeeds().prints("610a62\n00ff\n");
    }

    @Test
    void fieldsOfALayoutTravelAsInQueues() {
        String layout = "id:i32,value:f32,received:u8";
        String path = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "-n", "2", "--follow", "--layout", layout,
                "--timeout", "20s");
        Cli.run("sock", "send", path, "--layout", layout, "id=7", "value=23.5", "--timeout", "20s").succeeds();
        Cli.run("sock", "send", path, "abc", "--timeout", "20s").succeeds();
        var result = receiver.join().exits(1).complains("a message of 3 bytes came, and the layout takes 12", "616263");
        assertThat(Json.row(result.out())).containsEntry("id", 7L).containsEntry("value", 23.5)
                .containsEntry("size_bytes", 12L)
                .containsEntry("received", 0L).containsEntry("sender_pid", ProcessHandle.current().pid())
                .containsKey("received_");
        var one = Cli.reading("").start("sock", "recv", path, "--layout", layout, "--field", "value", "--timeout",
                "20s");
        Cli.run("sock", "send", path, "--layout", layout, "value=0.25", "--timeout", "20s").succeeds();
        one.join().succeeds().prints("0.25\n");
        Cli.run("sock", "send", path, "--layout", layout, "--lines", "id=1").exits(2)
                .complains("cannot be combined with --lines");
        Cli.run("sock", "send", path, "id=1", "value=2").exits(2).complains("FIELD=VALUE needs --layout");
    }

    @Test
    void recordsAndFormsAreThoseOfTheMessageQueues() {
        String path = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "-n", "3", "--as", "hex", "--timeout", "20s");
        Cli.reading("a\nb\0c\0").execute("sock", "send", path, "--null", "--timeout", "20s").succeeds();
        Cli.reading("AAEC\n").execute("sock", "send", path, "--lines", "--from", "base64", "--timeout", "20s")
                .succeeds();
        receiver.join().succeeds().prints("610a62\n63\n000102\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dgram", "seqpacket"})
    void aMessageThatIsTooLongIsAnErrorWithBothNumbers(String type) {
        String path = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "--type", type, "--message-size", "100", "-n", "2",
                "--lines", "--timeout", "20s");
        Cli.reading("short\n" + "x".repeat(101) + "\n").execute("sock", "send", path, "--lines", "--timeout", "20s")
                .succeeds();
        receiver.join().exits(7).prints("short\n").complains("has 101 bytes", "room for 100", "1 of 2 came",
                "--message-size 101");
        Cli.reading("x".repeat(2_000_000)).execute("sock", "send", path).exits(3);
    }

    @Test
    void waitsEndWith124AndTellHowFarTheyCame() {
        String path = sockets.path();
        Cli.run("sock", "recv", path, "--timeout", "20ms").exits(124).complains("timed out");
        Cli.run("sock", "recv", path, "--type", "seqpacket", "--timeout", "20ms").exits(124);
        Cli.run("sock", "recv", path, "--nonblock").exits(6);
        Cli.run("sock", "send", path, "x", "--timeout", "20ms").exits(124);
        var receiver = Cli.reading("").start("sock", "recv", path, "-n", "3", "--lines", "--timeout", "1s");
        Cli.run("sock", "send", path, "x", "--timeout", "20s").succeeds();
        receiver.join().exits(124).prints("x\n").complains("1 of 3 came");
    }

    @Test
    void theEndOfAConnectionEndsFollowing() {
        String path = sockets.path();
        var receiver = Cli.reading("").start("sock", "recv", path, "--type", "seqpacket", "--follow", "--lines",
                "--timeout", "20s");
        Cli.reading("a\n\nb\n").execute("sock", "send", path, "--lines", "--timeout", "20s").succeeds();
        receiver.join().succeeds().prints("a\n\nb\n");
        var short2 = Cli.reading("").start("sock", "recv", path, "--type", "seqpacket", "-n", "2", "--timeout", "20s");
        Cli.run("sock", "send", path, "a", "--timeout", "20s").succeeds();
        short2.join().exits(1).complains("1 of 2 came");
    }

    @Test
    void aListenerForDatagramsRunsCmdWithEach() {
        String path = sockets.path();
        String out = sockets.path("out");
        var listener = Cli.reading("").start("sock", "listen", path, "--type", "dgram", "-n", "2", "--timeout", "20s",
                "--", "sh", "-c",
                "cat >>" + out + "; echo . >>" + out);
        Cli.reading("a\nb\n").execute("sock", "send", path, "--lines", "--timeout", "20s").succeeds();
        listener.join().succeeds();
        assertThat(java.nio.file.Path.of(out)).hasContent("a.\nb.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lines --framed", "--framed --from hex", "--type stream", "--lines data",
        "--message-size 0"})
    void contradictionsAreWrongUsage(String options) {
        Cli.reading("x\n").execute(("sock send @none " + options).split(" ")).exits(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lines --null", "--framed --as hex", "--type stream", "-J --lines",
        "--follow --format table"})
    void contradictionsAreWrongUsageOfRecvToo(String options) {
        Cli.run(("sock recv @none " + options).split(" ")).exits(2);
    }
}
