package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqSendTest {
    private final Queues queues = new Queues();

    @AfterEach
    void remove() {
        queues.close();
    }

    private static long messages(String name) {
        return QueueStatus.of(name).attributes().messages();
    }

    @Test
    void dataIsItsBytesAsTyped() {
        String name = queues.create("data");
        Cli.run("mq", "send", name, " @x\n").succeeds();
        Cli.run("mq", "recv", name).succeeds().prints(" @x\n");
        Cli.run("mq", "send", name, "--", "-p").succeeds();
        Cli.run("mq", "recv", name).succeeds().prints("-p");
    }

    @Test
    void standardInputIsOneMessageAsAWhole() {
        String name = queues.create("whole");
        byte[] bytes = new byte[128];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 2 + 1);
        }
        Cli.reading(bytes).execute("mq", "send", name).succeeds();
        assertThat(Cli.run("mq", "recv", name).succeeds().outBytes()).isEqualTo(bytes);
        Cli.run("mq", "send", name).succeeds();
        assertThat(messages(name)).as("an empty stdin is an empty message").isEqualTo(1);
    }

    @Test
    void linesAndNulRecordsAreMessages() {
        String name = queues.create("lines");
        Cli.reading("a\n\nb").execute("mq", "send", name, "--lines").succeeds();
        Cli.run("mq", "recv", name, "-n", "3", "--lines").succeeds().prints("a\n\nb\n");
        Cli.reading("a\nb\0c\0").execute("mq", "send", name, "-0").succeeds();
        Cli.run("mq", "recv", name, "--drain", "--null").succeeds().prints("a\nb\0c\0");
        Cli.reading("").execute("mq", "send", name, "--lines").succeeds();
        assertThat(messages(name)).isZero();
    }

    @Test
    void hexAndBase64AreDecoded() {
        String name = queues.create("forms");
        Cli.run("mq", "send", name, "--from", "hex", "ff c3A9").succeeds();
        Cli.reading("AAEC\n\nAw==\n").execute("mq", "send", name, "--lines", "--from", "base64").succeeds();
        Cli.run("mq", "recv", name, "--drain", "--as", "hex").succeeds().prints("ffc3a9\n000102\n\n03\n");
        Cli.run("mq", "send", name, "--from", "hex", "abc").exits(2).complains("DATA", "odd");
        Cli.reading("00\nxx\n").execute("mq", "send", name, "--lines", "--from", "hex").exits(1)
                .complains("not hexadecimal data", "1 message went in before");
    }

    @Test
    void aMessageThatIsTooLongNamesBothNumbers() {
        String name = queues.create("long");
        Cli.run("mq", "send", name, "x".repeat(129)).exits(7).complains("129", "128", "--message-size 129", "EMSGSIZE");
        Cli.reading("x".repeat(400_000)).execute("mq", "send", name).exits(7).complains("400000", "128");
        Cli.reading("a\nb\n" + "x".repeat(400_000) + "\n").execute("mq", "send", name, "--lines").exits(7)
                .complains("400000", "2 messages went in before");
        Cli.reading("0 99999999\n").execute("mq", "send", name, "--framed").exits(7).complains("99999999", "send it in parts");
        Cli.run("mq", "recv", name, "--drain", "--lines").prints("a\nb\n");
    }

    @Test
    void framesBringPrioritiesAndAnyBytes() {
        String name = queues.create("frames");
        Cli.reading("1 3\na\nb\n32767 0\n\n5 2\nhi\n").execute("mq", "send", name, "--framed").succeeds();
        Cli.run("mq", "recv", name, "--drain", "--framed").succeeds().prints("32767 0\n\n5 2\nhi\n1 3\na\nb\n");
        Cli.reading("1 1\na\n1 5\nhi\n").execute("mq", "send", name, "--framed").exits(1)
                .complains("broken frame at byte 13", "1 message went in before");
    }

    @Test
    void aFullQueueEndsByTimeoutOrAtOnce() {
        String name = queues.create("full");
        Cli.reading("x\n".repeat(12)).execute("mq", "send", name, "--lines", "--timeout", "50ms").exits(124)
                .complains("10 messages went in before", "room");
        Cli.run("mq", "send", name, "x", "--nonblock").exits(6).complains("full", "10 messages");
        Cli.run("mq", "send", name, "x", "--timeout", "0").exits(124);
        Cli.run("mq", "send", name, "x", "--timeout", "10ms", "-E", "9").exits(9);
        Cli.run("mq", "send", name, "x", "--nonblock", "-E", "0").exits(0);
        assertThat(messages(name)).isEqualTo(10);
    }

    @Test
    void aQueueIsCreatedOnRequestOnly() {
        String name = queues.name("fresh");
        Cli.run("mq", "send", name, "x").exits(3).complains("no such message queue", "ipcctl mq create " + name);
        Cli.run("mq", "send", name, "x", "--message-size", "10").exits(2).complains("--create");
        Cli.run("mq", "send", name, "x", "--create", "--max-messages", "3", "--message-size", "10", "-m", "640").succeeds();
        assertThat(QueueStatus.of(name).attributes().maxMessages()).isEqualTo(3);
        assertThat(QueueStatus.of(name).file().permissions()).isEqualTo(0640);
        Cli.run("mq", "send", name, "y", "--create").succeeds();
        Cli.run("mq", "send", name, "z", "--create", "--max-messages", "4").exits(4).complains("--max-messages 3, not 4");
        Cli.run("mq", "recv", name, "--drain", "--lines").prints("x\ny\n");
    }

    @Test
    void removingTheQueueEndsASenderThatWaits() {
        String name = queues.create("removed");
        Cli.reading("x\n".repeat(10)).execute("mq", "send", name, "--lines").succeeds();
        var sender = Cli.reading("y\n").start("mq", "send", name, "--lines");
        try (MessageQueue queue = MessageQueue.open(name, MessageQueue.Access.RECEIVE)) {
            Queues.awaitHolders(name, 2);
            Cli.run("mq", "rm", name).succeeds();
            sender.join().exits(3).complains("removed while waiting for room");
            assertThat(queue.attributes().messages()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p -1", "-p 32768", "-p x", "--lines --framed", "--lines data", "--framed -p 3", "--from octal",
        "--timeout 1s --nonblock", "-E 256"})
    void contradictionsAreWrongUsage(String options) {
        String name = queues.create("usage");
        String[] words = ("mq send " + name + " " + options).split(" ");
        assertThat(Cli.reading("x\n").execute(words).exits(2).err().lines()).hasSize(2);
        assertThat(messages(name)).isZero();
    }
}
