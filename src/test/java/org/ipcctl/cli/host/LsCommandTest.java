package org.ipcctl.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything there is: real objects, real holders, hostile names. */
class LsCommandTest {
    private final Scratch scratch = new Scratch();
    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void end() {
        peers.forEach(Peer::close);
        scratch.close();
    }

    private String create(String kind, String name, String... more) {
        List<String> words = new ArrayList<>(List.of(kind, "create", name));
        words.addAll(List.of(more));
        Cli.run(words.toArray(String[]::new)).succeeds();
        scratch.atEnd(() -> Cli.run(kind, "rm", "-f", name));
        return name;
    }

    private Peer holder(String... words) {
        StringBuilder command = new StringBuilder("exec " + CPrograms.path("holder"));
        for (String word : words) {
            command.append(' ').append(ShellWord.quote(word));
        }
        Peer peer = Peer.start("bash", "-c", command.toString());
        peers.add(peer);
        return peer.says("ready");
    }

    private static List<String> plain(String columns, String... more) {
        List<String> words = new ArrayList<>(List.of("ls", "--format", "plain", "--columns", columns, "--quiet"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray(String[]::new)).exits(0).out().lines().toList();
    }

    @Test
    void eachKindOnceAndTheNarrowerWordForWhatIsTwo() {
        String stem = Scratch.name("ls");
        create("shm", stem + "-m", "--size", "4K");
        create("sem", stem + "-s", "--value", "3");
        create("mutex", stem + "-x");
        create("cond", stem + "-c");
        create("mq", stem + "-q");
        Cli.run("mq", "send", stem + "-q", "hello").succeeds();
        assertThat(plain("kind,object,size_bytes,queued_bytes,count,state", "*" + stem.substring(1) + "-?"))
                .containsExactly(
                        "cond\tcond:" + stem + "-c\t256\t-\t0\t-", "mq\tmq:" + stem + "-q\t-\t5\t1\t-",
                        "mutex\tmutex:" + stem + "-x\t256\t-\t-\tfree",
                        "sem\tsem:" + stem + "-s\t32\t-\t3\tfree", "shm\tshm:" + stem + "-m\t4096\t-\t-\t-");
    }

    @Test
    void whatHasNoNameIsFoundByWhoHasIt() {
        String memory = create("shm", Scratch.name("ls"), "--size", "64K");
        Cli.run("mkfifo", scratch.path("f")).succeeds();
        Peer peer = holder("map", memory, "memfd", "mine", "eventfd", "-", "pipe", "-", "anon", "-", "fifo",
                scratch.path("f"), "listen", scratch.path("s"));
        Cli.run("shm", "rm", memory).succeeds();
        List<String> rows = plain("kind,object,state,size_bytes,holder_pids");
        String pid = Long.toString(peer.pid());
        assertThat(rows).contains("shm\tshm:" + memory + "\tdeleted\t65536\t" + pid, "memfd\tmemfd:mine\t-\t0\t" + pid,
                "fifo\tfifo:" + scratch.path("f") + "\t-\t-\t" + pid,
                "sock\tsock:" + scratch.path("s") + "\tlistening\t-\t" + pid,
                "anon\t/dev/zero\t-\t4096\t" + pid);
        assertThat(rows).anyMatch(row -> row.matches("eventfd\teventfd:\\[\\d+]\t-\t-\t" + pid))
                .anyMatch(row -> row.matches("pipe\tpipe:\\[\\d+]\t-\t-\t" + pid));
    }

    /** Of System V objects only segments are known to be attached, and by whom. */
    @Test
    void objectsOfSystemVToo() {
        String key = String.format("0x%08x", 0x7a000000 + ProcessHandle.current().pid());
        for (String kind : List.of("msg", "sem", "shm")) {
            scratch.atEnd(() -> Cli.run("sysv", kind, "rm", "-f", key));
            Cli.run(kind.equals("shm") ? new String[] {"sysv", kind, "create", key, "--size", "8K"}
                    : new String[] {"sysv", kind, "create", key}).exits(0);
        }
        Cli.run("sysv", "msg", "send", key, "hello").succeeds();
        assertThat(plain("kind,object,size_bytes,queued_bytes,count", "*" + key)).containsExactly(
                "sysv-msg\tsysv-msg:" + key + "\t-\t5\t1",
                "sysv-sem\tsysv-sem:" + key + "\t-\t-\t-", "sysv-shm\tsysv-shm:" + key + "\t8192\t-\t-");
        assertThat(plain("kind", "--orphans", "*" + key)).containsExactly("sysv-shm");
        Cli.run("rm", "sysv-msg:" + key).exits(1).complains("the kernel does not record who uses one");
        Cli.run("holders", "sysv-sem:" + key).exits(5).complains("the kernel does not record who uses one");
        String attach = "import ctypes, sys; c = ctypes.CDLL(None); c.shmat.restype = ctypes.c_void_p; "
                + "c.shmat(c.shmget("
                + key + ", 0, 0), None, 0); "
                + "print('ready', flush=True); sys.stdin.read()";
        Peer peer = Peer.start("python3", "-c", attach);
        peers.add(peer);
        peer.says("ready");
        assertThat(
                Cli.run("holders", "sysv-shm:" + key, "-q", "--format", "plain", "--columns", "pid,how").exits(0).out())
                .isEqualTo(peer.pid() + "\tmap\n");
        Cli.run("rm", "sysv-shm:" + key).exits(1).complains("it is in use by " + peer.pid());
        peer.close();
        Cli.run("rm", "sysv-shm:" + key).succeeds();
        Cli.run("rm", "--force", "sysv-msg:" + key, "sysv-sem:" + key).succeeds();
        assertThat(plain("kind", "*" + key)).isEmpty();
    }

    @Test
    void aQueueThatWasRemovedIsCalledWhatItWas() {
        String queue = create("mq", Scratch.name("ls"));
        Peer peer = holder("receive", queue);
        Cli.run("mq", "rm", queue).succeeds();
        assertThat(plain("object,state,holder_pids", "--kind", "mq"))
                .contains("mq:" + queue + "\tdeleted\t" + peer.pid());
    }

    /** The kernel notes a look at a queue as a change of its file. */
    @Test
    void toBeLookedAtIsNoChange() {
        String queue = create("mq", Scratch.name("ls"));
        List<String> before = plain("changed", "mq:" + queue);
        Cli.run("mq", "stat", queue).succeeds();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 20_000_000) {
            Cli.run("mq", "stat", queue).succeeds();
        }
        assertThat(plain("changed", "mq:" + queue)).isEqualTo(before);
    }

    @Test
    void waitersAreANumber() {
        String semaphore = create("sem", Scratch.name("ls"), "--value", "0");
        String mutex = create("mutex", Scratch.name("ls"));
        Peer owner = Peer.start(CPrograms.path("sync_peer"), mutex);
        peers.add(owner);
        owner.says("ready").tell("lock").says("lock ok");
        for (int i = 0; i < 2; i++) {
            Peer waits = holder("wait", semaphore);
            Asleep.FUTEX.await(waits.pid());
            Peer locks = Peer.start(CPrograms.path("sync_peer"), mutex);
            peers.add(locks);
            locks.says("ready").tell("lock");
            Asleep.FUTEX.await(locks.pid());
        }
        assertThat(plain("waiters,state", "sem:" + semaphore)).containsExactly("2\ttaken");
        assertThat(plain("waiters,state", "mutex:" + mutex)).containsExactly("2\tlocked");
        assertThat(Json.rows(Cli.run("mutex", "ls", "--format", "json", "-q").exits(0).out()).stream()
                .filter(row -> mutex.equals(row.get("name"))).findFirst().orElseThrow())
                .containsEntry("waiters", 2L);
        assertThat(plain("pid,how", "--holders", "mutex:" + mutex)).contains(owner.pid() + "\towner")
                .filteredOn(row -> row.endsWith("waiter")).hasSize(2);
        owner.tell("unlock").says("unlock ok");
    }

    @Test
    void holdersAndTreesSayTheSame() {
        String memory = create("shm", Scratch.name("ls"), "--size", "4K");
        String idle = create("shm", memory + "-idle", "--size", "4K");
        Peer peer = holder("open", memory, "map", memory);
        String pattern = "shm:" + memory.substring(1) + "*";
        String shown = peer.pid() + "/" + ProcessNames.shortName(peer.pid());
        assertThat(plain("object,pid,how,fd", "--holders", pattern)).containsExactly(
                "shm:" + memory + "\t" + peer.pid() + "\tread\t3",
                "shm:" + memory + "\t" + peer.pid() + "\tmap\t-", "shm:" + idle + "\t-\t-\t-");
        assertThat(Cli.run("ls", "--tree", pattern, "-q").exits(0).out())
                .isEqualTo(shown + "\n├─ shm:" + memory + " (read, fd 3)\n└─ shm:"
                        + memory + " (map)\n");
        assertThat(Cli.run("ls", "--tree", "--invert", pattern, "-q").exits(0).out())
                .isEqualTo("shm:" + memory + "\n├─ " + shown
                        + " (read, fd 3)\n└─ " + shown + " (map)\nshm:" + idle + "\n");
        Map<String, Object> tree = Json.rows(Cli.run("ls", "--tree", pattern, "-q", "-J").exits(0).out()).get(0);
        assertThat(tree).containsEntry("pid", peer.pid()).containsEntry("command", ProcessNames.shortName(peer.pid()))
                .containsKey("objects");
    }

    /** Those of others are not told of where this user may not know, and never as if nobody had them. */
    @Test
    void orphansAreThoseThatNobodyHas() {
        String left = create("shm", Scratch.name("ls"), "--size", "4K");
        String used = create("shm", left + "-used", "--size", "4K");
        holder("map", used);
        assertThat(plain("object,holder_count", "--orphans", left.substring(1) + "*"))
                .containsExactly("shm:" + left + "\t0");
        assertThat(plain("object", "--orphans", "--older-than", "1h", left.substring(1) + "*")).isEmpty();
        assertThat(plain("object", "--orphans", "--larger-than", "4K", left.substring(1) + "*")).isEmpty();
        assertThat(plain("object", "--orphans", "--larger-than", "4095", left.substring(1) + "*"))
                .containsExactly("shm:" + left);
    }

    @Test
    void sortsByAnyColumnEitherWayWithWhatIsMissingLast() {
        String stem = Scratch.name("ls");
        create("shm", stem + "1", "--size", "8K");
        create("shm", stem + "2", "--size", "40K");
        create("mq", stem + "3");
        create("shm", stem + "4", "--size", "4K");
        String pattern = stem.substring(1) + "?";
        assertThat(plain("size_bytes", "--sort", "size_bytes", pattern)).containsExactly("4096", "8192", "40960", "-");
        assertThat(plain("size_bytes", "--sort", "-size_bytes", pattern)).containsExactly("40960", "8192", "4096", "-");
        assertThat(plain("object", "--sort", "-object", pattern).get(0)).isEqualTo("shm:" + stem + "4");
    }

    @Test
    void choosesByKindAndUser() {
        String memory = create("shm", Scratch.name("ls"), "--size", "4K");
        create("mq", memory);
        String user = System.getProperty("user.name");
        assertThat(plain("kind", "--kind", "mq,sem", memory)).containsExactly("mq");
        assertThat(plain("kind", "--user", user, memory)).containsExactly("mq", "shm");
        assertThat(plain("kind", "--user", "4000000", memory)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --kind nope          | which is not a kind; there are mq, shm
            --kind shm,          | which is not a kind
            --user no.such.user  | is not a user of this host
            --sort nope          | there is no column 'nope' to sort by
            --invert             | needs --tree
            --tree --holders     | cannot be combined
            --larger-than x      | --larger-than
            --columns pid        | there is no column 'pid'
            """)
    void saysWhatIsWrong(String words, String complaint) {
        Cli.run(("ls " + words).split(" +")).exits(2).prints("").complains(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "new\nline", "esc\u001b[31mred", "it's \"quoted\"", "back\\slash", "stray\udcff",
        "\u202egpj", "$(x)", "*", "[a]"})
    void hostileNamesAreData(String hostile) {
        String name = create("shm", Scratch.name("h") + hostile, "--size", "4K");
        Peer maps = holder("map", name, "name", "p\u001b[1m\"'" + '\n');
        for (String format : List.of("table", "plain", "json", "ndjson", "csv", "shell")) {
            for (String shape : List.of("--no-header", "--holders", "--tree")) {
                String out = Cli.run("ls", shape, "--kind", "shm", "--format", format, "-q").exits(0).out();
                assertThat(out).contains(Long.toString(maps.pid()));
                if (!List.of("csv", "shell").contains(format)) {
                    assertThat(out).doesNotContain("\u001b").doesNotContain("\u202e");
                }
            }
        }
        String text = Cli.run("ls", "--kind", "shm", "--format", "json", "-q").exits(0).out();
        assertThat(Json.rows(text)).anyMatch(row -> String.valueOf(row.get("object"))
                .startsWith("shm:" + Scratch.name("h").replaceFirst("\\d+$", ""))
                && String.valueOf(row.get("holder_pids")).contains(Long.toString(maps.pid())));
    }
}
