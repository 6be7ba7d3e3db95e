package org.ipcctl.cli.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.host.Kinds;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is so already, what becomes so, what never does, and that nobody notices the wait. */
@Timeout(120)
class WaitCommandTest {
    private final Scratch scratch = new Scratch();
    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void end() {
        peers.forEach(Peer::close);
        scratch.close();
    }

    private String create(String kind, String... more) {
        return named(kind, Scratch.name("wait"), more);
    }

    private String named(String kind, String name, String... more) {
        List<String> words = new ArrayList<>(List.of(kind, "create", name));
        words.addAll(List.of(more));
        scratch.atEnd(() -> Cli.run(kind, "rm", "-f", name));
        Cli.run(words.toArray(String[]::new)).succeeds();
        return name;
    }

    private String queue() {
        return create("mq", "--max-messages", "1", "--message-size", "16");
    }

    private String fifo(String name) {
        Cli.run("mkfifo", scratch.path(name)).succeeds();
        return scratch.path(name);
    }

    private Peer peer(String program, String... words) {
        List<String> command = new ArrayList<>(List.of(CPrograms.path(program)));
        command.addAll(List.of(words));
        Peer peer = Peer.start(command.toArray(String[]::new));
        peers.add(peer);
        return peer.says("ready");
    }

    private static Outcome look(String object, String condition) {
        return Cli.run("wait", object, "--for", condition, "--timeout", "0");
    }

    private static void isSo(String object, String condition) {
        look(object, condition).succeeds().prints("");
        Cli.run("wait", object, "--for", condition, "--nonblock").succeeds().prints("");
        Cli.run("wait", object, "--for", condition).succeeds().prints("");
    }

    private static void isNot(String object, String condition, String awaited) {
        look(object, condition).exits(124).prints("").complains(object + ": timed out after 0s waiting for " + awaited);
        Cli.run("wait", object, "--for", condition, "--nonblock").exits(6)
                .complains(object + ": would have to wait for " + awaited);
        Cli.run("wait", object, "--for", condition, "-t", "30ms", "-E", "77").exits(77).complains("30ms");
    }

    /** Without a limit of its own, so that only what comes true can end it. */
    private static CompletableFuture<Outcome> start(String object, String condition) {
        return Cli.reading("").start("wait", object, "--for", condition).orTimeout(60, TimeUnit.SECONDS);
    }

    @Test
    void aQueue() {
        String name = Scratch.name("wait");
        String object = "mq:" + name;
        isNot(object, "exists", "it to exist");
        isSo(object, "gone");
        CompletableFuture<Outcome> wait = Cli.reading("").start("wait", object);
        named("mq", name, "--max-messages", "1", "--message-size", "16");
        wait.orTimeout(60, TimeUnit.SECONDS).join().succeeds().prints("");
        isSo(object, "exists");
        isNot(object, "gone", "its removal");
        isNot(object, "data", "data");
        isSo(object, "room");
        wait = start(object, "data");
        Cli.run("mq", "send", name, "x").succeeds();
        wait.join().succeeds().prints("");
        isSo(object, "data");
        isNot(object, "room", "room");
        isNot(object, "peer", "a peer");
        wait = start(object, "peer");
        peer("holder", "send", name);
        isNot(object, "peer", "a peer");
        peer("holder", "receive", name);
        wait.join().exits(0);
        assertThat(Cli.run("mq", "recv", name).succeeds().out()).as("nothing was taken").isEqualTo("x");
    }

    @Test
    void aSemaphoreIsOnlyLookedAt() throws IOException {
        String name = create("sem", "--value", "1");
        String object = "sem:" + name;
        Path file = Path.of("/dev/shm/sem." + name.substring(1));
        byte[] before = Files.readAllBytes(file);
        isSo(object, "value>=1");
        isSo(object, "value<=1");
        isSo(object, "value=1");
        isNot(object, "value>=2", "a value of 2 or more");
        isNot(object, "value=0", "a value of 0");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        CompletableFuture<Outcome> wait = start(object, "value>=3");
        Cli.run("sem", "wait", name, "-t", "60s").succeeds();
        Cli.run("sem", "post", name, "-n", "3").succeeds();
        wait.join().succeeds().prints("");
        assertThat(Cli.run("sem", "get", name).succeeds().out()).isEqualTo("3\n");
    }

    @Test
    void aMutexThatIsLockedAndUnlockedAndWhoseOwnerDies() throws IOException {
        String name = create("mutex");
        String object = "mutex:" + name;
        isSo(object, "unlocked");
        Peer owner = peer("sync_peer", name);
        owner.tell("lock").line();
        byte[] before = Files.readAllBytes(Path.of("/dev/shm" + name));
        isNot(object, "unlocked", "it to be unlocked");
        assertThat(Files.readAllBytes(Path.of("/dev/shm" + name))).isEqualTo(before);
        CompletableFuture<Outcome> wait = start(object, "unlocked");
        owner.tell("unlock").line();
        wait.join().succeeds().prints("");
        owner.tell("lock").line();
        isNot(object, "unlocked", "it to be unlocked");
        wait = start(object, "unlocked");
        owner.close();
        wait.join().succeeds();
    }

    @Test
    void aMutexThatNobodyCanLockAnyMoreIsAnError() {
        String name = create("mutex");
        Peer owner = peer("sync_peer", name);
        owner.tell("lock").line();
        CompletableFuture<Outcome> wait = Cli.reading("").start("wait", "mutex:" + name, "--for", "unlocked", "-t",
                "60s");
        owner.close();
        wait.join().succeeds();
        Peer next = peer("sync_peer", name);
        next.tell("lock").line();
        next.tell("unlock").line();
        Cli.run("wait", "mutex:" + name, "--for", "unlocked").exits(1).complains(name + ": an owner died");
    }

    @Test
    void aFifo() {
        String path = scratch.path("sub/fifo");
        CompletableFuture<Outcome> wait = start("fifo:" + path, "exists");
        isNot("fifo:" + path, "exists", "it to exist");
        isSo("fifo:" + path, "gone");
        assertThat(Path.of(path).getParent().toFile().mkdir()).isTrue();
        Cli.run("mkfifo", path).succeeds();
        wait.join().succeeds().prints("");
        Cli.run("wait", "fifo:" + path, "--for", "peer", "-t", "0").exits(124);
        wait = start("fifo:" + path, "peer");
        peer("holder", "fifo", path);
        wait.join().exits(0);
        Cli.run("wait", "fifo:" + path, "--for", "data", "-t", "0").exits(124);
        wait = start("fifo:" + path, "data");
        Cli.run("fifo", "write", path, "some").succeeds();
        wait.join().exits(0).prints("");
        assertThat(Cli.run("fifo", "read", path, "--bytes", "4").succeeds().out()).isEqualTo("some");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exists", "gone", "peer", "data"})
    void whoWaitsInOpenForTheOtherSideOfAFifoIsNotReleased(String condition) throws IOException {
        String path = fifo("fifo");
        Peer reader = Peer.start("bash", "-c", "exec cat <" + path);
        peers.add(reader);
        Asleep.OPENAT.await(reader.pid());
        Cli.run("wait", "fifo:" + path, "--for", condition, "-t", "200ms");
        assertThat(Asleep.OPENAT.isSo(reader.pid())).isTrue();
        Cli.run("fifo", "write", path, "x\n").succeeds();
        reader.says("x");
    }

    @Test
    void aSocketIsThereBeforeSomebodyListensAndAfterwards() throws IOException {
        String path = scratch.path("sock");
        CompletableFuture<Outcome> wait = start("sock:" + path, "peer");
        isNot("sock:" + path, "peer", "a peer");
        isSo("sock:" + path, "gone");
        Peer server = peer("holder", "listen", path);
        wait.join().succeeds().prints("");
        isSo("sock:" + path, "exists");
        server.close();
        isSo("sock:" + path, "exists");
        isNot("sock:" + path, "peer", "a peer");
        wait = start("sock:" + path, "gone");
        Files.delete(Path.of(path));
        wait.join().succeeds();
    }

    /** One that was bound there before goes on listening where nobody finds it. */
    @Test
    void aListenerWhoseFileWasReplacedIsNoPeer() throws IOException {
        String path = scratch.path("sock");
        peer("holder", "listen", path);
        Files.delete(Path.of(path));
        isNot("sock:" + path, "peer", "a peer");
        Peer bound = Peer.start("python3", "-c",
                "import socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\nprint('ready', "
                        + "flush=True)\ninput()\n"
                        + "s.listen()\ninput()",
                path);
        peers.add(bound.says("ready"));
        isNot("sock:" + path, "peer", "a peer");
        CompletableFuture<Outcome> wait = start("sock:" + path, "peer");
        bound.tell("listen");
        wait.join().succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "dgram"})
    void anAbstractAddress(String type) {
        String address = "@" + Scratch.name("wait").substring(1) + "\\x00\\x1b";
        CompletableFuture<Outcome> exists = start("sock:" + address, "exists");
        CompletableFuture<Outcome> peer = start("sock:" + address, "peer");
        CompletableFuture<Outcome> server = Cli.reading("").start("sock", "listen", address, "--type", type, "--once",
                "-t", "60s");
        exists.join().succeeds();
        peer.join().succeeds();
        Cli.run("sock", type.equals("dgram") ? "send" : "connect", address,
                type.equals("dgram") ? "x" : "--no-half-close");
        server.cancel(true);
    }

    @Test
    void sharedMemoryThatSomebodyMaps() {
        String name = create("shm", "--size", "4K");
        Cli.run("wait", "shm:" + name, "--for", "peer", "-t", "0").exits(124);
        CompletableFuture<Outcome> wait = start("shm:" + name, "peer");
        peer("holder", "map", name);
        wait.join().exits(0);
    }

    @ParameterizedTest
    @CsvSource({"mq, data", "mq, peer", "sem, value>=9", "mutex, unlocked", "shm, peer"})
    void whatIsRemovedCanNeverBeSo(String kind, String condition) {
        String name = kind.equals("mq") ? queue() : kind.equals("shm") ? create(kind, "--size", "1") : create(kind);
        if (kind.equals("mutex")) {
            peer("sync_peer", name).tell("lock").line();
        }
        CompletableFuture<Outcome> wait = start(kind + ":" + name, condition);
        Kinds.find(kind).remove(name);
        Outcome outcome = wait.join().exits(3).prints("");
        // Gone before it was found, or afterwards.
        assertThat(outcome.err()).containsPattern("(was removed while waiting for |no such )");
    }

    @ParameterizedTest
    @CsvSource({"mq, data", "mq, room", "mq, peer", "sem, value>=9", "mutex, unlocked", "shm, peer", "fifo, data",
        "fifo, peer"})
    void whatIsNotThereIsAnError(String kind, String condition) {
        String name = kind.equals("fifo") ? scratch.path("none") : Scratch.name("none");
        Cli.run("wait", kind + ":" + name, "--for", condition).exits(3).prints("").complains(name + ": no such ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mq:x    | value>=3 | of mq there are exists, gone, data, room and peer",
        "mq:x    | unlocked | of mq there are exists, gone, data, room and peer",
        "shm:x   | data     | of shm there are exists, gone and peer; 'ipcctl shm read --watch' reports changes",
        "sem:x   | data     | of sem there are exists, gone and value>=N; write --for 'value>=1'",
        "mutex:x | peer     | of mutex there are exists, gone and unlocked",
        "cond:x  | data     | of cond there are exists and gone; 'ipcctl cond wait' waits for a signal",
        "fifo:x  | room     | of fifo there are exists, gone, data and peer",
        "sock:@x | data     | of sock there are exists, gone and peer; "
                + "only the process that has it open can see what was sent to it"})
    void whatIsNotKnownOfAKindIsRefused(String object, String condition, String known) {
        Cli.run("wait", object, "--for", condition).exits(2).complains(
                "'--for " + condition + "' is not a condition for "
                        + object.replace(":x", object.startsWith("fifo") ? ":x" : ":/x"),
                known);
    }

    @Test
    void somethingElseOfThatNameIsAnError() throws IOException {
        String file = Files.createFile(scratch.directory().resolve("file")).toString();
        for (String condition : List.of("exists", "gone", "peer", "data")) {
            Cli.run("wait", "fifo:" + file, "--for", condition).exits(1)
                    .complains(file + ": it is a regular file, not a FIFO");
        }
        Cli.run("wait", "sock:" + file).exits(1).complains(file + ": it is a regular file, not a socket");
        String memory = create("shm", "--size", "4K");
        Cli.run("wait", "mutex:" + memory).exits(1).complains(memory + ": it is not a mutex of ipcctl");
    }

    @Test
    void ofSeveralAllOrAnyAndThatOneIsPrinted() throws IOException {
        String full = queue();
        String empty = queue();
        Cli.run("mq", "send", full, "x").succeeds();
        Cli.run("wait", "mq:" + empty, "mq:" + full, "--for", "data", "-t", "30ms").exits(124).prints("")
                .complains("mq:" + empty + ": timed out");
        Cli.run("wait", "mq:" + empty, "mq:" + full, "--for", "data", "--any").succeeds().prints("mq:" + full + "\n");
        Cli.run("wait", "mq:" + empty, "mq:" + empty, "--for", "data", "--any", "--nonblock").exits(6)
                .complains("mq:" + empty + ", mq:" + empty + ": would");
        Outcome rows = Cli.run("wait", "mq:" + empty.substring(1), "sem:" + create("sem"), "--for", "exists",
                "--format", "plain", "--columns", "object,condition").succeeds();
        assertThat(rows.out()).startsWith("mq:" + empty + "\texists\nsem:/").hasLineCount(2);
        String json = Cli.run("wait", "mq:" + full, "mq:" + empty, "--for", "room", "--any", "-J").succeeds().out();
        assertThat(Json.rows(json).toString()).contains("mq:" + empty).doesNotContain("mq:" + full)
                .contains("waited_ns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2Jx", "a\nb", "it's \"quoted\" $(x)", "é ü", "\t"})
    void namesAreData(String odd) throws IOException {
        String path = fifo(odd);
        Outcome outcome = Cli.run("wait", "fifo:" + path, "--any").succeeds();
        assertThat(outcome.out()).hasLineCount(1).doesNotContain("\u001b");
        assertThat(Cli.run("wait", "fifo:" + path, "-J").succeeds().out()).doesNotContain("\u001b");
        Outcome late = Cli.run("wait", "fifo:" + path, "--for", "gone", "-t", "0").exits(124);
        assertThat(late.err()).hasLineCount(1).doesNotContain("\u001b");
        CompletableFuture<Outcome> wait = start("fifo:" + path, "gone");
        Files.delete(Path.of(path));
        wait.join().succeeds();
        String name = named("shm", Scratch.name("wait") + odd, "--size", "1");
        isSo("shm:" + name, "exists");
    }
}
