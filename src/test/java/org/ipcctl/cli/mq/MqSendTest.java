package org.ipcctl.cli.mq;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Cli.reading("0 99999999\n").execute("mq", "send", name, "--framed").exits(7).complains("99999999",
                "send it in parts");
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

    /** Of any bytes, with what is not said as -p says. */
    @Test
    void rowsBringPrioritiesAndAnyBytes() {
        String name = queues.create("rows");
        String other = queues.create("rows-other");
        Cli.run("mq", "send", name, "-p", "32767", "a \"word\" \u00e9\n").succeeds();
        Cli.run("mq", "send", name, "-p", "5", "--from", "hex", "00ff0a").succeeds();
        Cli.run("mq", "send", name, "").succeeds();
        byte[] rows = Cli.run("mq", "recv", name, "--drain", "--format", "ndjson").succeeds().outBytes();
        Cli.reading(rows).execute("mq", "send", other, "--from", "ndjson").succeeds();
        Cli.run("mq", "recv", other, "--drain", "--framed").succeeds()
                .prints("32767 12\na \"word\" \u00e9\n\n5 3\n\0\ufffd\n\n0 0\n\n");
        Cli.reading(
                "\n  \n{\"payload\":\"a\\u0000\"}\n{\"more\":[{\"payload\":1}],\"payload\":\"00Ff\","
                        + "\"encoding\":\"hex\",\"priority\":2}\n{\"priority\":null,\"payload\":\"b\"}")
                .execute("mq", "send", name, "--from", "ndjson", "-p", "3").succeeds();
        Cli.run("mq", "recv", name, "--drain", "--framed", "--format", "table").exits(2);
        Cli.run("mq", "recv", name, "-n", "2", "--framed").succeeds().prints("3 2\na\0\n3 1\nb\n");
        Cli.run("mq", "recv", name, "--as", "hex").succeeds().prints("00ff\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[1]                                             | is not a JSON object",
        "x                                               | is not valid JSON",
        "{\"payload\":\"a\"                                | is not valid JSON at character",
        "{\"payload\":\"a\"} {}                            | is not valid JSON",
        "{'payload':'a'}                                 | is not valid JSON",
        "{\"payload\":\"\\ud800\"}                          | is not valid JSON",
        "{\"payload\":\"a\tb\"}                             | is not valid JSON",
        "{\"payload\":\"a\0b\"}                             | is not valid JSON",
        "{\"payload\":5}                                  | has a member 'payload' that is not a string",
        "{\"payload\":null}                               | has a member 'payload' that is not a string",
        "{\"priority\":5}                                 | has no member 'payload'",
        "{\"payload\":\"a\",\"priority\":32768}             | has a member 'priority' that is not an integer from 0 to "
                + "32767",
        "{\"payload\":\"a\",\"priority\":\"5\"}               | has a member 'priority' that is not an integer",
        "{\"payload\":\"a\",\"priority\":1.5}               | has a member 'priority' that is not an integer",
        "{\"payload\":\"a\",\"priority\":1e999}             | has a member 'priority' that is not an integer",
        "{\"payload\":\"a\",\"encoding\":\"base64\"}          | has a payload that is not base64",
        "{\"payload\":\"0\",\"encoding\":\"hex\"}             | has a payload that is not hex",
        "{\"payload\":\"a\",\"encoding\":\"text\"}            | has the encoding 'text'; use utf-8, base64 or hex"})
    void aRowThatIsNoneIsToldWithItsLine(String row, String told) {
        String name = queues.create("hostile");
        Cli.reading("{\"payload\":\"before\"}\n\n" + row + "\n{\"payload\":\"after\"}\n")
                .execute("mq", "send", name, "--from", "ndjson").exits(1)
                .complains("stdin: line 3 " + told, "; 1 message went in before",
                        "'ipcctl mq recv --format ndjson' writes such lines.");
        Cli.run("mq", "recv", name, "--drain", "--lines").prints("before\n");
    }

    @Test
    void rowsWithoutMeasureAreRefused() {
        String name = queues.create("measure");
        String[] line = {"mq", "send", name, "--from", "ndjson"};
        Cli.reading("{\"payload\":\"" + "x".repeat(1_000_000)).execute(line).exits(1)
                .complains("line 1 has 1000012 bytes, too many for a message of at most 128");
        Cli.reading("{\"payload\":\"" + "x".repeat(129) + "\"}").execute(line).exits(7).complains("129", "128",
                "0 messages went in before");
        Cli.reading("{\"payload\":\"" + "x".repeat(60_000) + "\"}").execute(line).exits(7).complains("60000", "128");
        Cli.reading("{\"a\":" + "[".repeat(60_000)).execute(line).exits(1).complains("line 1 is not valid JSON");
        Cli.reading(new byte[] {'{', (byte) 0xff, '}'}).execute(line).exits(1).complains("line 1 is not text in UTF-8");
        assertThat(messages(name)).isZero();
    }

    /** One that came before the first is due at once, and so is the first, whenever it came. */
    @Test
    void thePaceIsThatOfTheRows() {
        String name = queues.create("pace");
        String[] line = {"mq", "send", name, "--from", "ndjson", "--pace"};
        Cli.reading(
                "{\"payload\":\"a\",\"received\":\"2026-01-01T00:00:00Z\"}\n{\"payload\":\"b\","
                        + "\"received\":\"1026-01-01T00:00:00.000000001Z\"}\n"
                        + "{\"payload\":\"c\",\"received\":\"2026-01-01T00:00:00.001Z\"}\n")
                .execute(line).succeeds();
        Cli.run("mq", "recv", name, "--drain").prints("abc");
        Cli.reading("{\"payload\":\"a\"}\n").execute(line).exits(1)
                .complains("line 1 has no member 'received', the time that --pace uses");
        Cli.reading("{\"payload\":\"a\",\"received\":\"today\"}\n").execute(line).exits(1)
                .complains("line 1 has a member 'received' that is not a time");
        Cli.reading("{\"payload\":\"a\",\"received\":\"today\"}\n").execute("mq", "send", name, "--from", "ndjson")
                .succeeds();
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
        Cli.run("mq", "send", name, "x").exits(3).complains("no such message queue",
                "'ipcctl mq create " + name.substring(1) + "'");
        Cli.run("mq", "send", name, "x", "--message-size", "10").exits(2).complains("--create");
        Cli.run("mq", "send", name, "x", "--create", "--max-messages", "3", "--message-size", "10", "-m", "640")
                .succeeds();
        assertThat(QueueStatus.of(name).attributes().maxMessages()).isEqualTo(3);
        assertThat(QueueStatus.of(name).file().permissions()).isEqualTo(0640);
        Cli.run("mq", "send", name, "y", "--create").succeeds();
        Cli.run("mq", "send", name, "z", "--create", "--max-messages", "4").exits(4)
                .complains("--max-messages 3, not 4");
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
    @ValueSource(strings = {"-p -1", "-p 32768", "-p x", "--lines --framed", "--lines data", "--framed -p 3",
        "--from octal", "--from ndjson word", "--from ndjson --lines",
        "--from ndjson --framed", "--pace", "--pace --lines",
        "--from ndjson --layout a:u8 a=1",
        "--timeout 1s --nonblock", "-E 256"})
    void contradictionsAreWrongUsage(String options) {
        String name = queues.create("usage");
        String[] words = ("mq send " + name + " " + options).split(" ");
        assertThat(Cli.reading("x\n").execute(words).exits(2).err().lines()).hasSize(2);
        assertThat(messages(name)).isZero();
    }
}
