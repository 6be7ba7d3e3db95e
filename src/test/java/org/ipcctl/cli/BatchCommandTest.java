package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BatchCommandTest {
    private final Scratch scratch = new Scratch();
    private String queue;

    @BeforeEach
    void create() {
        queue = Scratch.name("batch");
        scratch.atEnd(() -> MessageQueue.unlink(queue));
        Cli.run("mq", "create", queue).succeeds();
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private Outcome batch(String lines, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "batch";
        System.arraycopy(options, 0, words, 1, options.length);
        return Cli.reading(lines.replace("$Q", queue)).execute(words);
    }

    @Test
    void runsEachLineWithItsWords() {
        batch("mq send $Q 'a b' -p 3\n\n# a comment\nipcctl mq send $Q \"c\\\"d\"\nmq recv $Q -n 2 --lines").succeeds()
                .prints("a b\nc\"d\n");
    }

    @Test
    void aCommandKnowsNothingOfTheCallBefore() {
        batch("mq send $Q -p 5 --from hex 41\nmq send $Q 42\nmq stat $Q -J --columns messages\nmq recv $Q --lines\nmq "
                + "recv $Q --as hex\nmq stat $Q --columns name\n"
                + "mq send $Q --layout a:u8,b:u8 a=1 b=2\nmq send $Q --layout c:u32 c=7\nmq recv $Q --layout "
                + "a:u8,b:u8\nmq recv $Q --layout c:u32\nmq send $Q\n"
                + "mq send $Q -p\nmq send $Q x\nmq recv $Q -n 2 --lines\n", "-k")
                .exits(2).prints("{\n  \"messages\": 2\n}\nA\n3432\nNAME  " + queue
                        + "\nPRIORITY  SIZE  A  B\n       0   2 B  1  2\nPRIORITY  SIZE  C\n       0   4 B  7\n\nx\n");
    }

    @Test
    void textAndPayloadComeInTheirOrder() {
        batch("mq send $Q x\nmq stat $Q --format plain --columns messages\nmq recv $Q --lines\nmq stat $Q --format "
                + "plain --columns messages\n")
                .succeeds().prints("1\nx\n0\n");
    }

    @Test
    void endsAtTheFirstFailureOrGoesOn() {
        Outcome stopped = batch("mq recv $Q-none\nmq send $Q x\n").exits(3).complains("no such message queue",
                "line 1 ended with status 3");
        assertThat(stopped.err()).doesNotContain("line 2");
        batch("mq recv $Q-none\nmq nonsense\nmq recv $Q --nonblock\nmq send $Q 'x\nmq ls | cat\nbatch\nmq send $Q "
                + "y\nmq recv $Q\n",
                "--keep-going")
                .exits(3).prints("y").complains("line 2 ended with status 2", "line 3 ended with status 6",
                        "the quote ' at character ",
                        "'|' at character 7", "a batch cannot run another batch");
    }

    @Test
    void aCmdThatIsKilledDoesNotEndTheBatch() {
        batch("pipe-demo exec -- sh -c 'kill -9 $$'\nmq send $Q z\nmq recv $Q\n", "-k").exits(137).prints("z");
    }

    @Test
    void tellsEachResultToMachines() {
        List<String> lines = batch("mq send $Q --from hex ff00\nmq recv $Q\nmq recv $Q --nonblock\n", "-k", "--format",
                "ndjson").exits(6).out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(Json.row(lines.get(0))).containsEntry("line", 1L).containsEntry("exit_code", 0L)
                .containsEntry("output", "").containsEntry("error", null);
        assertThat(Json.row(lines.get(1))).containsEntry("output", "/wA=").containsEntry("encoding", "base64");
        assertThat(Json.row(lines.get(2))).containsEntry("exit_code", 6L).containsEntry("command",
                "mq recv " + queue + " --nonblock");
        assertThat(Json.row(lines.get(2)).get("error").toString()).contains("the queue is empty");
    }

    /** What a row keeps is written by system calls, which are the batch's and not the command's. */
    @Test
    @Timeout(60)
    void aCommandThatTellsItsSystemCallsDoesNotTellThoseOfTelling() {
        // The one fails by throwing, the other goes on behind what it has told.
        for (String line : List.of("mq stat $Q-none -v\n", "mq rm $Q-none -v\n")) {
            String row = batch(line, "--format", "ndjson").exits(3).out();
            assertThat(String.valueOf(Json.row(row).get("error"))).as(line)
                    .contains("= -1 ENOENT", "no such message queue").doesNotContain("write(");
        }
    }

    /** Tells from several threads, as what watches over a wait does with --verbose. */
    private static final class Talkative extends Command {
        private static final int THREADS = 4;
        private static final int LINES = 500;

        @Override
        protected int run(Args args, Context context) throws Exception {
            List<Thread> threads = IntStream.range(0, THREADS).mapToObj(number -> new Thread(
                    () -> IntStream.range(0, LINES).forEach(i -> context.warn(said(number))))).toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            return 0;
        }

        /** In all it is more than a pipe takes, so that they wait for it at the same time. */
        static String said(int number) {
            return Integer.toString(number).repeat(200 + number);
        }
    }

    private static CommandNode talking() {
        return CommandNode.group("ipcctl", "test commands",
                CommandNode.leaf("talk", "tell much", Talkative::new),
                CommandNode.leaf("batch", "run lines", () -> new BatchCommand(BatchCommandTest::talking)));
    }

    @Test
    @Timeout(60)
    void whatSeveralThreadsOfACommandTellStaysInWholeLines() throws IOException {
        Path lines = Path.of(scratch.path("lines"));
        Files.writeString(lines, "talk\n");
        String row = Cli.of(talking()).execute("batch", lines.toString(), "--format", "ndjson").succeeds().out();
        Map<String, Long> told = String.valueOf(Json.row(row).get("error")).lines()
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        assertThat(told).isEqualTo(IntStream.range(0, Talkative.THREADS).boxed().collect(
                Collectors.toMap(number -> "ipcctl talk: " + Talkative.said(number),
                        number -> (long) Talkative.LINES)));
    }

    @Test
    void commandsOfAFileHaveTheRealStdin() throws IOException {
        Path file = Path.of(scratch.path("commands"));
        Files.writeString(file, "mq send " + queue + "\nmq recv " + queue + "\n");
        Cli.reading("from stdin").execute("batch", file.toString()).succeeds().prints("from stdin");
        batch("mq send $Q\nmq recv $Q --lines\n").succeeds().prints("\n");
        Cli.run("batch", scratch.path("none")).exits(3);
    }
}
