package org.ipcctl.cli.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ipcctl pipe ...} about pipes between real processes. */
class PipesOfOthersTest {
    /**
     * bash, which holds both ends of a pipe as descriptors 7 (to read) and 8, runs {@code begin}, says "ready", and
     * does what it is told.
     */
    private static Peer holder(String begin) {
        Peer peer = Peer.start("bash", "-c",
                "exec 6<> <(:); wait $!; exec 7</proc/self/fd/6 8>/proc/self/fd/6 6>&-\n" + begin
                        + "\necho ready; while read -r line; do eval \"$line\"; done");
        return peer.says("ready");
    }

    private static String end(Peer peer, int number) {
        return peer.pid() + ":" + number;
    }

    private static long inode(Peer peer, int number) {
        return OpenFiles.at(peer.pid(), number).inode("pipe");
    }

    private static String row(Peer peer, String columns) {
        long inode = inode(peer, 7);
        return Cli
                .run("pipe", "ls", Long.toString(peer.pid()), "--format", "plain", "--columns", "inode," + columns,
                        "--quiet")
                .succeeds().out().lines()
                .filter(line -> line.startsWith(inode + "\t")).findFirst().orElseThrow()
                .substring(Long.toString(inode).length() + 1);
    }

    @Test
    void lsShowsWhatIsQueuedAndWhoIsAtEachEnd() {
        try (Peer peer = holder("printf 12345 >&8")) {
            String self = peer.pid() + "/bash";
            assertThat(row(peer, "capacity_bytes,queued_bytes,readers,writers"))
                    .isEqualTo("65536\t5\t" + self + "\t" + self);
            Outcome json = Cli.run("pipe", "ls", "--format", "ndjson", "--quiet").succeeds();
            assertThat(json.out()).contains("{\"inode\":" + inode(peer, 7)
                    + ",\"capacity_bytes\":65536,\"queued_bytes\":5,\"readers\":\"" + self
                    + "\",\"writers\":\"" + self + "\",\"state\":null,\"reader_pids\":[" + peer.pid()
                    + "],\"writer_pids\":[" + peer.pid() + "]}");
        }
    }

    @Test
    void aReaderOfAnEmptyPipeWaits() {
        try (Peer peer = holder("")) {
            assertThat(row(peer, "state")).isEqualTo("-");
            peer.tell("cat <&7 8>&- & echo $!");
            long reader = Long.parseLong(peer.line());
            Asleep.READ.await(reader);
            assertThat(row(peer, "state,queued_bytes")).isEqualTo("reader waits: empty\t0");
            peer.tell("kill " + reader + "; wait; echo gone").says("gone");
        }
    }

    @Test
    void aWriterIntoAFullPipeIsBlocked() {
        try (Peer peer = holder("")) {
            peer.tell("yes >&8 7<&- 2>/dev/null & echo $!");
            long writer = Long.parseLong(peer.line());
            Asleep.WRITE.await(writer);
            assertThat(row(peer, "state,queued_bytes,capacity_bytes,writer_pids"))
                    .isEqualTo("writer blocked: full\t65536\t65536\t" + peer.pid() + "," + writer);
            Cli.run("pipe", "resize", end(peer, 7), "256K").succeeds().prints("");
            assertThat(row(peer, "capacity_bytes")).isEqualTo("262144");
            Cli.run("pipe", "resize", end(peer, 8), "4K").exits(1)
                    .complains(end(peer, 8) + ": it holds more than 4096 bytes (fcntl: EBUSY)");
            peer.tell("kill " + writer + "; wait; echo gone").says("gone");
        }
    }

    /** Who reads afterwards gets all of it. */
    @Test
    void peekTakesNothing() {
        try (Peer peer = holder("printf 'one\\ntwo\\n' >&8")) {
            for (int number : new int[] {7, 8}) {
                Cli.run("pipe", "peek", end(peer, number)).succeeds().prints("one\ntwo\n");
                Cli.run("pipe", "peek", end(peer, number), "--length", "5", "--as", "text").succeeds()
                        .prints("one\\nt\n");
            }
            Cli.run("pipe", "peek", end(peer, 7), "--as", "hex", "-n", "3").succeeds().prints("6f6e65\n");
            Cli.run("pipe", "peek", end(peer, 7), "--as", "base64").succeeds().prints("b25lCnR3bwo=\n");
            Cli.run("pipe", "peek", end(peer, 7), "--format", "ndjson", "-n", "3").succeeds()
                    .prints("{\"place\":\"" + end(peer, 7)
                            + "\",\"queued_bytes\":8,\"size_bytes\":3,\"encoding\":\"utf-8\",\"payload\":\"one\"}\n");
            peer.tell("exec 8>&-; cat <&7").says("one").says("two");
            Cli.run("pipe", "peek", end(peer, 7)).succeeds().prints("");
            Cli.run("pipe", "peek", end(peer, 7), "--as", "hex").succeeds().prints("");
        }
    }

    /** tee(2) needs a pipe with as many pages, and what is copied at once was bounded by half of one. */
    @Test
    void peekShowsAllOfALargePipe() throws Exception {
        try (Peer peer = holder(""); Scratch scratch = new Scratch()) {
            Cli.run("pipe", "resize", end(peer, 7), "1MiB").succeeds();
            Path file = Files.write(Path.of(scratch.path("bytes")), new java.util.Random(7).ints(900_000, 0, 256)
                    .collect(java.io.ByteArrayOutputStream::new, java.io.ByteArrayOutputStream::write, (a, b) -> {})
                    .toByteArray());
            peer.tell("cat " + file + " >&8; echo written").says("written");
            assertThat(Cli.run("pipe", "peek", end(peer, 7)).succeeds().outBytes()).isEqualTo(Files.readAllBytes(file));
            peer.tell("head -c 900000 <&7 | cmp - " + file + " && echo same").says("same");
        }
    }

    @Test
    void peekReadsRecordsOfALayout() {
        try (Peer peer = holder("printf '\\1\\0\\0\\0\\2\\0\\0\\0\\3\\0' >&8")) {
            Outcome outcome = Cli.run("pipe", "peek", end(peer, 7), "--layout", "id:i32", "--format", "ndjson").exits(0)
                    .prints("{\"id\":1}\n{\"id\":2}\n");
            outcome.complains("the last 2 bytes are a part of a record, and the layout takes 4");
            Cli.run("pipe", "peek", end(peer, 7), "--layout", "id:i32", "--field", "id", "--length", "4").succeeds()
                    .prints("1\n");
            Cli.run("pipe", "peek", end(peer, 7), "--layout", "id:i32", "--as", "hex").exits(2);
            Cli.run("pipe", "peek", end(peer, 7), "--field", "id").exits(2);
        }
    }

    @Test
    void whatIsNoPipeOrNotThereIsSaid() {
        try (Peer peer = holder("exec 9</dev/null")) {
            for (List<String> words : List.of(List.of("peek"), List.of("resize", "4K"))) {
                Cli.run(line(words, end(peer, 9))).exits(1)
                        .complains(end(peer, 9) + ": is open on /dev/null, not on a pipe");
                Cli.run(line(words, end(peer, 99))).exits(3)
                        .complains("process " + peer.pid() + " has no such descriptor open (readlink: ENOENT)");
                Cli.run(line(words, "4194999:0")).exits(3).complains("there is no such process");
            }
            peer.tell("exec 7<&-; echo closed").says("closed");
            Cli.run("pipe", "peek", end(peer, 8)).exits(1)
                    .complains("no process that can be seen has the reading end of this pipe open");
            Outcome rest = Cli
                    .run("pipe", "ls", "4194999", Long.toString(peer.pid()), "--columns", "inode", "--format", "plain")
                    .exits(3);
            rest.complains("4194999: there is no such process");
            assertThat(rest.out()).contains(inode(peer, 8) + "\n");
        }
    }

    private static String[] line(List<String> words, String end) {
        return words.size() == 1 ? new String[] {"pipe", words.get(0), end}
                : new String[] {"pipe", words.get(0), end, words.get(1)};
    }

    @ParameterizedTest
    @CsvSource({"12", "1:", ":1", "1:x", "0:1", "1:-1", "+1:1", "99999999999:1", "1:1:1"})
    void whatIsNoEndIsWrongUsage(String end) {
        Cli.run("pipe", "peek", end).exits(2).complains("is not PID:FD");
    }

    @ParameterizedTest
    @CsvSource({"x", "0", "-1", "1.5", "99999999999"})
    void whatIsNoProcessIdIsWrongUsage(String pid) {
        Cli.run("pipe", "ls", "--", pid).exits(2).complains("is not a process ID");
    }

    /** The pipes between this process and those that it started are its own. */
    @Test
    void ipcctlsOwnPipesAreLeftOut() {
        try (Peer peer = holder("")) {
            OpenFile stdin = OpenFiles.at(peer.pid(), 0);
            assertThat(stdin.inode("pipe")).isPositive();
            assertThat(Cli.run("pipe", "ls", "--format", "plain", "--columns", "inode", "--quiet").succeeds().out()
                    .lines())
                    .contains(Long.toString(inode(peer, 7))).doesNotContain(Long.toString(stdin.inode("pipe")));
        }
    }

    /** A name of a process may hold anything. */
    @Test
    void namesOfProcessesAreData() throws Exception {
        try (Scratch scratch = new Scratch(); Peer peer = holder("")) {
            Files.createSymbolicLink(Path.of(scratch.path("a\nb\033[1m")), Path.of("/bin/cat"));
            peer.tell(scratch.directory() + "/a* <&7 8>&- >/dev/null & echo $!");
            long reader = Long.parseLong(peer.line());
            Asleep.READ.await(reader);
            assertThat(row(peer, "readers")).isEqualTo(peer.pid() + "/bash " + reader + "/a\\nb\\x1b[1m");
            peer.tell("kill " + reader + "; wait; echo gone").says("gone");
        }
    }
}
