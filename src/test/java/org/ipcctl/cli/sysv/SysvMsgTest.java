package org.ipcctl.cli.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl sysv msg}. */
class SysvMsgTest {
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        run("rm", "-f", key);
    }

    private static Outcome run(String... words) {
        return Cli.run(line(words));
    }

    private static String[] line(String... words) {
        return Stream.concat(Stream.of("sysv", "msg"), Arrays.stream(words)).toArray(String[]::new);
    }

    private void create(String... options) {
        run(Stream.concat(Stream.of("create", key), Arrays.stream(options)).toArray(String[]::new)).succeeds()
                .prints("");
    }

    private void send(String text, long type) {
        run("send", key, text, "-T", Long.toString(type)).succeeds().prints("");
    }

    private void three() {
        create();
        send("three", 3);
        send("one", 1);
        send("five", 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -d                 | three one five
            -d -T 5            | five
            -d -T 4            | ''
            -d --up-to 4       | one three
            -d --up-to 9       | one three five
            -d --except 1      | three five
            -d -n 2            | three one
            -n 2 --except 3    | one five
            """)
    void typesChoose(String options, String expected) {
        three();
        run(("recv " + key + " -l " + options).split(" ")).succeeds()
                .prints(expected.isEmpty() ? "" : expected.replace(' ', '\n') + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--type 1 --except 2", "--up-to 1 --type 2", "--no-error", "--follow --drain", "--type 0",
        "--type -1", "--up-to 0", "--except 0", "--lines --framed",
        "--size x"})
    void optionsThatDoNotFit(String options) {
        run(("recv " + key + " " + options).split(" ")).exits(2);
    }

    @Test
    void whatIsThereIsTold() {
        three();
        run("stat", key, "--format", "plain", "--columns", "key,messages,queued_bytes,mode,last_sender,last_receiver")
                .succeeds()
                .prints(key + "\t3\t12\t0600\t" + ProcessHandle.current().pid() + "\t-\n");
        assertThat(run("ls", "--format", "csv", "--columns", "key,messages").succeeds().out()).contains(key + ",3\n");
        assertThat(run("stat", key, "--format", "json").succeeds().out()).contains("\"received\": null")
                .doesNotContain("1970");
        run("recv", key).succeeds().prints("three");
        assertThat(run("stat", key, "--format", "json").succeeds().out())
                .contains("\"last_receiver\": " + ProcessHandle.current().pid());
    }

    @Test
    void peekLeavesThem() {
        three();
        run("peek", key, "--index", "1").succeeds().prints("one");
        run("peek", key, "-l").succeeds().prints("three\none\nfive\n");
        run("peek", key, "--framed").succeeds().prints("3 5\nthree\n1 3\none\n5 4\nfive\n");
        run("peek", key, "--format", "csv", "--columns", "index,type,payload").succeeds()
                .prints("index,type,payload\n0,3,three\n1,1,one\n2,5,five\n");
        run("peek", key, "--index", "3").exits(3).complains("there is no message number 3");
        run("stat", key, "--format", "plain", "--columns", "messages").prints("3\n");
        run("recv", key, "-d").prints("threeonefive");
        run("peek", key, "-l").succeeds().prints("");
    }

    @Test
    void framesCarryTypesOfAnySize() {
        create();
        send("a\nb", Long.MAX_VALUE);
        send("", 1);
        byte[] frames = run("recv", key, "-d", "--framed").succeeds().prints(Long.MAX_VALUE + " 3\na\nb\n1 0\n\n")
                .outBytes();
        Cli.reading(frames).execute(line("send", key, "--framed")).succeeds();
        run("recv", key, "-d", "--format", "ndjson").succeeds();
        Cli.reading("0 1\nx\n").execute(line("send", key, "--framed")).exits(1).complains("broken frame at byte 0",
                "1 is the lowest");
        Cli.reading("99999999999999999999 1\nx\n").execute(line("send", key, "--framed")).exits(1)
                .complains("broken frame");
        Cli.reading("9223372036854775808 1\nx\n").execute(line("send", key, "--framed")).succeeds();
        run("send", key, "--framed", "-T", "1").exits(2).complains(
                "--framed brings the types and bytes with it, so it cannot be combined with --type and --from");
    }

    @Test
    void rowsCarryTypesOfAnySize() {
        create();
        send("a\nb", Long.MAX_VALUE);
        send("", 2);
        byte[] rows = run("recv", key, "-d", "--format", "ndjson").succeeds().outBytes();
        Cli.reading(rows).execute(line("send", key, "--from", "ndjson")).succeeds();
        run("recv", key, "-d", "--framed").succeeds().prints(Long.MAX_VALUE + " 3\na\nb\n2 0\n\n");
        Cli.reading("{\"payload\":\"x\",\"type\":0}\n").execute(line("send", key, "--from", "ndjson")).exits(1)
                .complains("line 1 has a member 'type' that is not an integer above 0",
                        "'ipcctl sysv msg recv --format ndjson' writes such lines.");
    }

    @Test
    void linesLayoutsAndBytes() {
        create();
        Cli.reading("a\nb\n").execute(line("send", key, "--lines")).succeeds();
        run("recv", key, "-n", "2", "--format", "csv", "--columns", "type,payload").succeeds()
                .prints("type,payload\n1,a\n1,b\n");
        run("send", key, "--from", "hex", "00ff0a").succeeds();
        run("recv", key, "--as", "hex").succeeds().prints("00ff0a\n");
        run("send", key, "-T", "2", "--layout", "id:i32,value:f32", "id=7", "value=23.5").succeeds();
        run("recv", key, "--layout", "id:i32,value:f32", "--format", "csv", "--columns", "type,id,value").succeeds()
                .prints("type,id,value\n2,7,23.5\n");
    }

    @Test
    void aLongMessageStaysOrIsCut() {
        create();
        send("123456", 1);
        run("recv", key, "--size", "3").exits(7).complains("more than 3 bytes", "stays in the queue", "E2BIG");
        run("recv", key, "--size", "3", "--nonblock").exits(7);
        run("stat", key, "--format", "plain", "--columns", "messages").prints("1\n");
        run("recv", key, "--size", "3", "--no-error").succeeds().prints("123");
        run("recv", key, "--nonblock").exits(6).complains("the queue is empty", "ENOMSG");
        run("recv", key, "-T", "4", "--timeout", "0").exits(124);
    }

    /**
     * Longer than the room that a receiver begins with, where the host allows that; one that never fits waits for ever
     * in C.
     */
    @Test
    void theLongestAndTooLongOnes() {
        int most = (int) Math.min(Sysctl.number("kernel/msgmax").orElseThrow(), 1 << 20);
        create();
        byte[] longest = "x".repeat(most).getBytes(StandardCharsets.US_ASCII);
        Cli.reading(longest).execute(line("send", key)).succeeds();
        assertThat(run("peek", key).succeeds().outBytes()).isEqualTo(longest);
        assertThat(run("recv", key).succeeds().outBytes()).isEqualTo(longest);
        String small = SysvScratch.key();
        run("create", small, "--max-bytes", "5").succeeds();
        try {
            run("send", small, "123456").exits(7).complains("the message has 6 bytes, and this queue accepts at most 5",
                    "ipcctl limits sysv");
            Cli.reading("123\n123456\n").execute(line("send", small, "--lines")).exits(7).complains("at most 5",
                    "1 message went in before");
            run("send", small, "123", "--nonblock").exits(6).complains("the queue is full, with 1 message");
            run("send", small, "123", "--timeout", "50ms").exits(124).complains("room in the queue");
        } finally {
            run("rm", small).succeeds();
        }
        Cli.reading(new byte[most + 1]).execute(line("send", key)).exits(7).complains("kernel.msgmax allows " + most);
    }

    @Test
    void whatExistsIsComparedWithWhatIsAskedFor() {
        create("-m", "640", "-s", "100");
        create("-m", "u=rw,g=r", "-s", "100");
        create();
        run("create", key, "-s", "200").exits(4).complains("--max-bytes 100, not 200");
        run("create", key, "-m", "600").exits(4).complains("mode 0640, not 0600", "ipcctl sysv msg rm " + key);
        run("create", key, "-x").exits(4).complains("EEXIST");
    }

    @Test
    void onesWithoutAKeyHaveAnId() {
        String id = run("create", "private").succeeds().out().strip();
        assertThat(id).matches("[0-9]+");
        run("send", "id:" + id, "hi").succeeds();
        run("stat", "id:" + id, "--format", "plain", "--columns", "key,id").succeeds().prints("private\t" + id + "\n");
        run("rm", "id:" + id).succeeds();
        for (String[] gone : new String[][] {{"send", "id:" + id, "hi"}, {"recv", "id:" + id}, {"peek", "id:" + id},
            {"stat", "id:" + id}, {"rm", "id:" + id}}) {
            run(gone).exits(3).complains("no such message queue", "ipcctl sysv msg ls");
        }
        run("send", "private", "x").exits(2).complains("names no object");
        run("create", "id:" + id).exits(2).complains("is an id");
    }

    @Test
    void anAbsentOneIsToldWithWhatToDo() {
        for (String[] absent : new String[][] {{"send", key, "hi"}, {"recv", key}, {"peek", key}, {"stat", key},
            {"rm", key}}) {
            run(absent).exits(3).complains(key + ": no such message queue (msgget: ENOENT)",
                    "ipcctl sysv msg create " + key);
        }
        run("rm", "-f", key).succeeds();
        run("send", "ftok:/nonexistent:1", "x").exits(3).complains("/nonexistent", "ftok: ENOENT");
        run("send", key, "hi", "--create", "-m", "620").succeeds();
        run("stat", key, "--format", "plain", "--columns", "mode").prints("0620\n");
        run("send", key, "hi", "-m", "620").exits(2).complains("add --create");
    }

    @Test
    void removalEndsBothWaits() {
        long self = ProcessHandle.current().pid();
        create("-s", "4");
        CompletableFuture<Outcome> receiver = Cli.reading("").start(line("recv", key, "-n", "3"));
        Asleep.MSGRCV.await(self);
        run("rm", key).succeeds();
        receiver.join().exits(3).complains("was removed while waiting for a message; 0 of 3 came", "EIDRM");
        create("-s", "4");
        send("full", 1);
        CompletableFuture<Outcome> sender = Cli.reading("").start(line("send", key, "more", "--timeout", "60s"));
        Asleep.MSGSND.await(self);
        run("rm", key).succeeds();
        sender.join().exits(3).complains("was removed while waiting for room");
    }

    @Test
    void limitsAreListed() {
        String limits = Cli.run("limits", "sysv", "--format", "csv", "--columns", "limit,value", "--quiet").succeeds()
                .out();
        String[] sem = Sysctl.text("kernel/sem").split("\\s+");
        assertThat(limits).contains("kernel.msgmni," + Sysctl.text("kernel/msgmni") + "\n",
                "kernel.sem SEMMSL," + sem[0] + "\n", "kernel.sem SEMMNI," + sem[3] + "\n",
                "kernel.shmmni," + Sysctl.text("kernel/shmmni") + "\n");
    }
}
