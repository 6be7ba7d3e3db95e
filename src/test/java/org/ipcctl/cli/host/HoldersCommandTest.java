package org.ipcctl.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Sight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has an object, and what a process has: real processes, and names as hostile as the kernel lets them be. */
class HoldersCommandTest {
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
        // By way of a shell, for Java would not hand on every byte.
        Peer peer = Peer.start("bash", "-c", command.toString());
        peers.add(peer);
        return peer;
    }

    private Peer ready(String... words) {
        return holder(words).says("ready");
    }

    private static String plain(String columns, String... objects) {
        List<String> words = new ArrayList<>(List.of("holders", "--format", "plain", "--columns", columns, "--quiet"));
        words.addAll(List.of(objects));
        return Cli.run(words.toArray(String[]::new)).exits(0).out();
    }

    @Test
    void whoMapsWithoutADescriptorAndWhoHasOneAndWhoInheritedIt() {
        String name = create("shm", Scratch.name("holders"), "--size", "4K");
        Peer maps = ready("map", name);
        Peer opens = holder("open", name, "fork", "-");
        String child = opens.line();
        opens.says("ready");
        assertThat(plain("pid,how,fd,object", "shm:" + name).lines()).containsExactlyInAnyOrder(
                maps.pid() + "\tmap\t-\tshm:" + name,
                opens.pid() + "\tread\t3\tshm:" + name,
                child + "\tread\t3\tshm:" + name);
        assertThat(plain("command,user_name", "shm:" + name).lines()).hasSize(3)
                .allMatch(line -> line.startsWith("holder"))
                .allMatch(line -> line.endsWith("\t" + System.getProperty("user.name")));
    }

    @Test
    void aSemaphoreIsMappedAndItsWaiterSleepsInIt() {
        String name = create("sem", Scratch.name("holders"), "--value", "0");
        Peer has = ready("sem", name);
        Peer waits = ready("wait", name);
        Asleep.FUTEX.await(waits.pid());
        assertThat(plain("pid,how,fd", "sem:" + name).lines()).containsExactlyInAnyOrder(has.pid() + "\tmap\t-",
                waits.pid() + "\twaiter\t-");
    }

    @Test
    void aMutexHasAnOwnerAndAWaiter() {
        String name = create("mutex", Scratch.name("holders"));
        Peer owner = Peer.start(CPrograms.path("sync_peer"), name);
        peers.add(owner);
        owner.says("ready").tell("lock").says("lock ok");
        Peer waiter = Peer.start(CPrograms.path("sync_peer"), name);
        peers.add(waiter);
        waiter.says("ready").tell("lock");
        Asleep.FUTEX.await(waiter.pid());
        assertThat(plain("pid,how", "mutex:" + name).lines()).contains(owner.pid() + "\towner",
                waiter.pid() + "\twaiter");
        owner.tell("unlock").says("unlock ok");
        waiter.says("lock ok");
        assertThat(plain("pid,how", "mutex:" + name).lines()).contains(owner.pid() + "\tmap", waiter.pid() + "\towner");
    }

    @Test
    void aQueueByItsDescriptorsAndSeveralObjectsInOneLook() {
        String queue = create("mq", Scratch.name("holders"));
        String memory = create("shm", Scratch.name("holders"), "--size", "4K");
        Peer receiver = ready("receive", queue, "map", memory);
        Peer sender = ready("send", queue);
        assertThat(plain("pid,how,object", "shm:" + memory, "mq:" + queue, "shm:" + memory.substring(1)).lines())
                .containsExactlyInAnyOrder(
                        receiver.pid() + "\tmap\tshm:" + memory, receiver.pid() + "\tread\tmq:" + queue,
                        sender.pid() + "\twrite\tmq:" + queue);
    }

    @Test
    void aFifoAndASocket() {
        Cli.run("mkfifo", scratch.path("f")).succeeds();
        Peer peer = ready("fifo", scratch.path("f"), "place", scratch.path("f"));
        assertThat(plain("pid,how,fd", "fifo:" + scratch.path("f")))
                .isEqualTo(peer.pid() + "\tread+write\t3\n" + peer.pid() + "\tpath\t4\n");
        Peer server = ready("listen", scratch.path("s"));
        assertThat(plain("pid,how,fd,object", "sock:" + scratch.path("s")))
                .isEqualTo(server.pid() + "\tlisten\t3\tsock:" + scratch.path("s") + "\n");
    }

    @Test
    void theShellsVariablesAndJsonAreTheSame() {
        String name = create("shm", Scratch.name("holders"), "--size", "4K");
        Peer peer = ready("map", name);
        Map<String, Object> row = Json
                .rows(Cli.run("holders", "shm:" + name, "--format", "json", "--quiet").exits(0).out()).get(0);
        assertThat(row.keySet()).containsExactly("pid", "command", "user_name", "how", "fd", "kind", "object");
        assertThat(row.get("fd")).isNull();
        assertThat(row).containsEntry("kind", "shm").containsEntry("object", "shm:" + name);
        assertThat(Cli.run("holders", "shm:" + name, "--format", "shell", "--quiet").exits(0).out())
                .contains(Long.toString(peer.pid()), "shm:" + name);
    }

    @Test
    void whatAProcessSharesAndWithWhom() {
        String memory = create("shm", Scratch.name("holders"), "--size", "4K");
        String semaphore = create("sem", Scratch.name("holders"), "--value", "1");
        String queue = create("mq", Scratch.name("holders"));
        Peer server = ready("listen", scratch.path("s"));
        Peer one = holder("map", memory, "sem", semaphore, "receive", queue, "eventfd", "-", "memfd", "mine", "pipe",
                "-", "anon", "-",
                "connect", scratch.path("s"), "fork", "-");
        String child = one.line();
        one.says("ready");
        Peer other = ready("open", memory);
        List<String> rows = plain("kind,object,how,fd,other_pids", Long.toString(one.pid())).lines().toList();
        String both = child + "," + other.pid();
        assertThat(rows).contains(
                "shm\tshm:" + memory + "\tmap\t-\t"
                        + (other.pid() < Long.parseLong(child) ? other.pid() + "," + child : both),
                "sem\tsem:" + semaphore + "\tmap\t-\t" + child, "mq\tmq:" + queue + "\tread\t3\t" + child,
                "memfd\tmemfd:mine\tread+write\t5\t" + child);
        assertThat(rows).anyMatch(row -> row.matches("eventfd\teventfd:\\[\\d+]\tread\\+write\t4\t" + child))
                .anyMatch(row -> row.matches("pipe\tpipe:\\[\\d+]\tread\t6\t" + child))
                .anyMatch(row -> row.matches("pipe\tpipe:\\[\\d+]\twrite\t7\t" + child))
                .anyMatch(row -> row.matches("anon\t.*\tmap\t-\t" + child))
                .anyMatch(row -> row.matches("sock\tsocket:\\[\\d+]\tread\\+write\t8\t.*"));
        assertThat(plain("object,how", Long.toString(server.pid())).lines())
                .contains("sock:" + scratch.path("s") + "\tlisten");
    }

    @Test
    void theOtherSideOfASocketIsAmongThem() {
        Needs.program("python3", "python3");
        Peer server = Peer.start("python3", "-c",
                "import socket,sys\ns=socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\ns.listen()\n"
                        + "print('ready', flush=True)\nc=s.accept()\nprint('accepted', "
                        + "flush=True)\nsys.stdin.readline()",
                scratch.path("s"));
        peers.add(server);
        server.says("ready");
        Peer client = ready("connect", scratch.path("s"));
        server.says("accepted");
        assertThat(plain("kind,how,fd,peer,other_pids", Long.toString(client.pid())).lines())
                .contains("sock\tread+write\t3\tsock:" + scratch.path("s") + "\t" + server.pid());
        assertThat(plain("pid,how", "sock:" + scratch.path("s")))
                .isEqualTo(server.pid() + "\tlisten\n" + server.pid() + "\tread+write\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shm:/no-such-object         | no such shared memory object
            sem:no-such-object          | no such semaphore
            mq:no-such-object           | no such message queue
            mutex:no-such-object        | no such mutex
            cond:no-such-object         | no such condition variable
            fifo:/no-such-object        | no such FIFO
            sock:/no-such-object        | no process has a socket bound to it
            2147483647                  | 2147483647: no such process
            """)
    void whatIsNotThereIsStatus3(String object, String reason) {
        assertThat(Cli.run("holders", object).exits(3).prints("").complains(reason).err().lines())
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void oneThatIsMissingDoesNotKeepTheOthers() {
        String name = create("shm", Scratch.name("holders"), "--size", "4K");
        Peer peer = ready("map", name);
        Outcome outcome = Cli.run("holders", "shm:no-such-object", "shm:" + name, "--format", "plain", "--columns",
                "pid", "--quiet");
        outcome.exits(3).prints(peer.pid() + "\n").complains("no such shared memory object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "fifo:", "sock:", "sock:@", "shm:", "shm:a/b", "nope:a", "99999999999999999999",
        "1 2", "shm:a 1", ""})
    void whatIsNoObjectIsWrongUsage(String words) {
        List<String> line = new ArrayList<>(List.of("holders"));
        line.addAll(List.of(words.split(" ")));
        Cli.run(line.toArray(String[]::new)).exits(2).prints("").complains("Try 'ipcctl holders --help'");
    }

    @Test
    void theKindsAreToldWhereOneIsWrong() {
        Cli.run("holders", "jobs").exits(2)
                .complains(
                        "write it as mq:NAME, shm:NAME, sem:NAME, mutex:NAME, cond:NAME, fifo:PATH, sock:ADDR, "
                                + "sysv-msg:KEY, sysv-sem:KEY or sysv-shm:KEY");
        Cli.run("shm", "read", "x", "--lock", "mq:jobs").exits(2)
                .complains("is not a lock; write it as sem:NAME or mutex:NAME");
    }

    @Test
    void columnsAreThoseOfWhatIsAskedFor() {
        Cli.run("holders", "shm:x", "--columns", "other_pids").exits(2).complains("there is no column 'other_pids'");
    }

    @Test
    void whereNobodyHasItTheTableIsEmpty() {
        Needs.root();
        Cli.run("mkfifo", scratch.path("f")).succeeds();
        Cli.run("holders", "fifo:" + scratch.path("f"), "--format", "plain").exits(Sight.orUnknown(0)).prints("");
        Cli.run("holders", "fifo:" + scratch.path("f"), "--format", "json").exits(Sight.orUnknown(0)).prints("[]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "new\nline", "cr\rhere", "esc\u001b[31mred", "it's \"quoted\", too",
        "back\\slash \\012", "stray\udcff", "\u202egpj", "$(x)"})
    void hostileNamesAreData(String hostile) {
        String name = create("shm", Scratch.name("h") + hostile, "--size", "4K");
        Peer maps = ready("map", name, "open", name, "name", "p\u001b[1m\"'" + '\n');
        for (String subject : List.of("shm:" + name, Long.toString(maps.pid()))) {
            for (String format : List.of("table", "plain", "json", "ndjson", "csv", "shell")) {
                Outcome outcome = Cli.run("holders", subject, "--format", format, "--quiet").exits(0);
                if (format.equals("table") || format.equals("plain")) {
                    assertThat(outcome.out().replaceAll("[\n\t]", "").codePoints()).as("%s", outcome)
                            .noneMatch(c -> Character.isISOControl(c) || format.equals("table") && c == '\u202e');
                    assertThat(outcome.out().lines().filter(line -> line.contains("shm:"))).as("%s", outcome)
                            .hasSize(2);
                } else if (format.equals("json") && !hostile.contains("\udcff")) {
                    assertThat(Json.rows(outcome.out())).filteredOn(row -> "shm".equals(row.get("kind"))).hasSize(2)
                            .allSatisfy(row -> assertThat(row.get("object")).satisfiesAnyOf(
                                    object -> assertThat(object).isEqualTo("shm:" + name),
                                    // The kernel writes a newline in maps as it writes these four characters.
                                    object -> assertThat(object).isEqualTo("shm:" + name.replace("\\012", "\n"))));
                }
            }
        }
    }

    @Test
    void withoutAMappedKindNoMappingIsLookedAt() {
        String queue = create("mq", Scratch.name("holders"));
        Peer peer = ready("receive", queue, "open", create("shm", Scratch.name("holders"), "--size", "4K"));
        List<String> calls = new ArrayList<>();
        Syscall.traceTo(calls::add);
        try {
            plain("pid", "mq:" + queue);
        } finally {
            Syscall.traceTo(null);
        }
        assertThat(calls).anyMatch(call -> call.startsWith("statx(/proc/" + peer.pid() + "/fd/3"))
                .noneMatch(call -> call.contains("/maps"));
    }
}
