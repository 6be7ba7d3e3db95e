package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqRecvTest {
    private final Queues queues = new Queues();

    @AfterEach
    void remove() {
        queues.close();
    }

    @Test
    void higherPrioritiesComeFirst() {
        String name = queues.create("priorities");
        Cli.run("mq", "send", name, "p1", "-p", "1").succeeds();
        Cli.run("mq", "send", name, "p9", "-p", "9").succeeds();
        Cli.run("mq", "send", name, "p5", "-p", "5").succeeds();
        Cli.run("mq", "send", name, "p5b", "-p", "5").succeeds();
        Cli.run("mq", "recv", name, "-n", "4", "--lines").succeeds().prints("p9\np5\np5b\np1\n");
    }

    @Test
    void waitsEndWithWhatCame() {
        String name = queues.create("waits");
        Cli.run("mq", "recv", name, "--timeout", "20ms").exits(124).complains("timed out after 20ms");
        Cli.run("mq", "recv", name, "--nonblock").exits(6).complains("empty");
        Cli.run("mq", "recv", name, "--drain").succeeds().prints("");
        Cli.reading("a\nb\n").execute("mq", "send", name, "--lines").succeeds();
        Cli.run("mq", "recv", name, "-n", "3", "--lines", "--timeout", "20ms").exits(124).prints("a\nb\n")
                .complains("2 of 3 came");
        Cli.reading("c\n").execute("mq", "send", name, "--lines").succeeds();
        Cli.run("mq", "recv", name, "-n", "2", "--lines", "--nonblock", "-E", "44").exits(44).prints("c\n")
                .complains("1 of 2 came");
    }

    @Test
    void aQueueThatIsNotThereIsToldInTwoLines() {
        assertThat(Cli.run("mq", "recv", queues.name("none")).exits(3).err().lines()).hasSize(2);
    }

    @Test
    void rowsCarryPrioritySizeAndPayload() {
        String name = queues.create("rows");
        Cli.run("mq", "send", name, "é\n", "-p", "7").succeeds();
        Cli.run("mq", "send", name, "--from", "hex", "ff00").succeeds();
        List<String> rows = Cli.run("mq", "recv", name, "--drain", "--format", "ndjson").succeeds().out().lines()
                .toList();
        assertThat(rows).hasSize(2);
        JsonObject text = new Gson().fromJson(rows.get(0), JsonObject.class);
        assertThat(text.get("priority").getAsInt()).isEqualTo(7);
        assertThat(text.get("size_bytes").getAsInt()).isEqualTo(3);
        assertThat(text.get("encoding").getAsString()).isEqualTo("utf-8");
        assertThat(text.get("payload").getAsString()).isEqualTo("é\n");
        JsonObject binary = new Gson().fromJson(rows.get(1), JsonObject.class);
        assertThat(binary.get("encoding").getAsString()).isEqualTo("base64");
        assertThat(binary.get("payload").getAsString()).isEqualTo("/wA=");
    }

    /** They were parsed and ignored: the payload came as it is. */
    @Test
    void anOptionAboutRowsAsksForRows() {
        String name = queues.create("rows-implied");
        Cli.reading("a\nb\nc\n").execute("mq", "send", name, "--lines", "-p", "3").succeeds();
        Cli.run("mq", "recv", name, "--columns", "priority,payload").succeeds()
                .prints("PRIORITY  PAYLOAD\n       3  a\n");
        assertThat(Cli.run("mq", "recv", name, "--no-header").succeeds().out()).startsWith("3  1 B ").hasLineCount(1);
        assertThat(Cli.run("mq", "recv", name, "-b").succeeds().out()).hasLineCount(2).contains("PRIORITY");
        Cli.run("mq", "recv", name, "--columns", "priority", "--lines").exits(2).complains("cannot be combined with");
    }

    @Test
    void formatsAndColumnsAreTheUsualOnes() {
        String name = queues.create("formats");
        Cli.run("mq", "send", name, "hi", "-p", "3").succeeds();
        Cli.run("mq", "recv", name, "--format", "csv", "--columns", "priority,payload,encoding", "--as", "hex")
                .succeeds()
                .prints("priority,payload,encoding\n3,6869,hex\n");
        Cli.run("mq", "recv", name, "--drain", "--format", "json").succeeds().prints("[]\n");
        Cli.run("mq", "send", name, "it's").succeeds();
        Cli.run("mq", "recv", name, "--format", "shell", "--columns", "payload").succeeds()
                .prints("payload='it'\\''s'\n");
        Cli.run("mq", "recv", name, "--timeout", "10ms", "-J").exits(124).prints("[]\n").complains("\"exit_code\":124");
        Cli.run("mq", "recv", name, "--format", "json", "--columns", "nope").exits(2).complains("there is no column");
    }

    @Test
    void textIsSafeForATerminal() {
        String name = queues.create("text");
        Cli.run("mq", "send", name, "\u001b[31mred\n").succeeds();
        Cli.run("mq", "recv", name, "--as", "text").succeeds().prints("\\x1b[31mred\\n\n");
    }

    @Test
    void aCountEndsFollowingAndDraining() {
        String name = queues.create("counted");
        Cli.reading("1\n2\n3\n4\n").execute("mq", "send", name, "--lines").succeeds();
        Cli.run("mq", "recv", name, "--follow", "--lines", "-n", "2").succeeds().prints("1\n2\n");
        Cli.run("mq", "recv", name, "--drain", "--lines", "-n", "1").succeeds().prints("3\n");
        Cli.run("mq", "recv", name, "--drain", "--lines", "-n", "9").succeeds().prints("4\n");
        Cli.run("mq", "recv", name, "--follow", "-n", "1", "--nonblock").exits(6).complains("0 of 1 came");
    }

    @Test
    void removingTheQueueEndsAReceiverThatWaits() {
        String name = queues.create("removed");
        var receiver = Cli.reading("").start("mq", "recv", name, "--follow");
        Queues.awaitHolders(name, 1);
        Cli.run("mq", "rm", name).succeeds();
        receiver.join().exits(3).complains("removed while waiting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 0", "-n x", "--drain --follow", "--lines --null", "--framed --as hex", "--as json",
        "--format json --lines", "--follow --format table", "--timeout 1s --nonblock", "--timeout soon"})
    void contradictionsAreWrongUsageAndTakeNothing(String options) {
        String name = queues.create("usage");
        Cli.run("mq", "send", name, "kept").succeeds();
        assertThat(Cli.run(("mq recv " + name + " " + options).split(" ")).exits(2).err().lines()).hasSizeBetween(1, 2);
        assertThat(QueueStatus.of(name).attributes().messages()).isEqualTo(1);
    }
}
