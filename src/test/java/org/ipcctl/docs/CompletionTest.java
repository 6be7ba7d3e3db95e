package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.sem.SemaphoreKind;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real shells offer with the completion scripts. */
class CompletionTest {
    private static final Scratch PLACE = new Scratch();
    private static final CommandNode ROOT = Commands.root();
    /** To lay all of them out takes longer than a shell does. */
    private static final IdentityHashMap<CommandNode, Map<String, String>> DOCUMENTS = new IdentityHashMap<>();

    private final Scratch scratch = new Scratch();
    private CommandNode tree = ROOT;

    @BeforeEach
    void shellsThatSeeTheirFiles() throws IOException {
        Files.createDirectory(Path.of(scratch.path("folder")));
        Files.writeString(Path.of(scratch.path("file")), "");
    }

    @AfterEach
    void removeAll() {
        scratch.close();
    }

    @AfterAll
    static void removePlace() {
        PLACE.close();
    }

    /** Of commands that are not there yet, or not everywhere. */
    static final class Sample extends Command {
        final Arg<String> address = arg(ValueType.SOCKET, "ADDR", "Where to.");
        final Arg<String> semaphore = opt(ObjectName.of(SemaphoreKind.KIND), "A semaphore.", "-s", "--sem");

        @Override
        protected int run(Args args, Context context) {
            return 0;
        }
    }

    private List<String> offers(Shell shell, String line) throws IOException {
        shell.needed();
        Path script = Path.of(PLACE.path(shell.file));
        Files.writeString(script, DOCUMENTS.computeIfAbsent(tree, Documents::of).get("completions/" + shell.file));
        return shell.offers(script, scratch, line);
    }

    @ParameterizedTest
    @EnumSource
    void commandsAndTheirMembers(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl ")).contains("mq", "shm", "fifo", "mkfifo", "pipe-demo", "bench", "completion")
                .doesNotContain("bench-peer", "file");
        assertThat(offers(shell, "ipcctl mk")).containsExactly("mkfifo");
        assertThat(offers(shell, "ipcctl mq ")).containsExactlyInAnyOrder("create", "send", "recv", "work", "call",
                "reply", "notify", "stat", "ls", "rm");
        assertThat(offers(shell, "ipcctl pipe-demo s")).containsExactly("sigpipe");
    }

    @ParameterizedTest
    @EnumSource
    void optionsAlsoBehindOthersAndTheirValues(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl mq recv --t")).containsExactly("--timeout");
        assertThat(offers(shell, "ipcctl mq recv -n 3 jobs --fo")).contains("--follow", "--format");
        assertThat(offers(shell, "ipcctl pipe-demo --l")).containsExactly("--list-columns");
    }

    /** The word behind an option that may have a value is no value of it. */
    @ParameterizedTest
    @EnumSource
    void anOptionWithOrWithoutAValue(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl mq stat --wat")).hasSize(1).first().asString().startsWith("--watch");
        assertThat(offers(shell, "ipcctl mq stat --watch --form")).containsExactly("--format");
        Cli.run("mkfifo", scratch.path("fan")).succeeds();
        assertThat(offers(shell, "ipcctl fifo stat --watch fa")).containsExactly("fan");
        assertThat(offers(shell, "ipcctl fifo stat --watch=2s fa")).containsExactly("fan");
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfOptionsInBothSpellings(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl mq stat --format ")).containsExactlyInAnyOrder("table", "plain", "json",
                "ndjson", "csv", "shell", "fish", "markdown");
        assertThat(offers(shell, "ipcctl mq stat --format=js")).containsExactly("--format=json");
        assertThat(offers(shell, "ipcctl mq send jobs --from he")).containsExactly("hex");
        assertThat(offers(shell, "ipcctl mq recv --as b")).containsExactly("base64");
        assertThat(offers(shell, "ipcctl bench --metric thr")).containsExactly("throughput");
        assertThat(offers(shell, "ipcctl mq recv -n ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void columnsOneAfterTheOther(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl mq stat --columns mess")).contains("messages", "message_size_bytes");
        assertThat(offers(shell, "ipcctl mq stat --columns name,notify")).containsExactly("name,notify_pid");
    }

    @ParameterizedTest
    @EnumSource
    void wordsOfAFixedSetWhereSeveralMayCome(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl bench pipe f")).containsExactly("fifo");
        assertThat(offers(shell, "ipcctl completion ")).containsExactlyInAnyOrder("bash", "zsh", "fish");
        assertThat(offers(shell, "ipcctl completion bash ")).doesNotContain("bash", "zsh", "fish");
    }

    @ParameterizedTest
    @EnumSource
    void queuesThatExist(Shell shell) throws IOException {
        Needs.that(Files.readString(Path.of("/proc/self/mounts")).contains(" /dev/mqueue mqueue "),
                "/dev/mqueue is not mounted");
        String queue = Scratch.name("complete-q");
        Cli.run("mq", "create", queue).succeeds();
        scratch.atEnd(() -> Cli.run("mq", "rm", "-f", queue));
        String bare = queue.substring(1);
        String start = bare.substring(0, bare.length() - 1);
        assertThat(offers(shell, "ipcctl mq recv " + start)).contains(bare);
        assertThat(offers(shell, "ipcctl mq send -p 9 /" + start)).contains(queue);
        assertThat(offers(shell, "ipcctl mq recv ")).contains(bare).doesNotContain("file");
        assertThat(offers(shell, "ipcctl mq recv " + bare + " " + start)).as("a second queue").isEmpty();
        assertThat(offers(shell, "ipcctl mq rm other " + start)).contains(bare);
    }

    @ParameterizedTest
    @EnumSource
    void sharedMemoryAndSemaphoresApart(Shell shell) throws IOException {
        tree = CommandNode.group("ipcctl", "nothing", Commands.root().find("shm"),
                CommandNode.leaf("sample", "nothing", Sample::new));
        String memory = Scratch.name("complete-m");
        Cli.run("shm", "create", memory, "--size", "1").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", "-f", memory));
        Path semaphore = Path.of("/dev/shm/sem." + memory.substring(1));
        Files.write(semaphore, new byte[32]);
        try {
            String bare = memory.substring(1);
            String start = bare.substring(0, bare.length() - 1);
            assertThat(offers(shell, "ipcctl shm read " + start)).containsExactly(bare);
            assertThat(offers(shell, "ipcctl shm read sem.")).noneMatch(name -> name.contains(bare));
            assertThat(offers(shell, "ipcctl sample --sem " + start)).containsExactly(bare);
            assertThat(offers(shell, "ipcctl sample --sem=/" + start)).containsExactly("--sem=" + memory);
        } finally {
            Files.delete(semaphore);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fifosSocketsAndFilesInTheFolder(Shell shell) throws IOException {
        tree = CommandNode.group("ipcctl", "nothing", Commands.root().find("fifo"), Commands.root().find("mkfifo"),
                CommandNode.leaf("sample", "nothing", Sample::new));
        Cli.run("mkfifo", scratch.path("fan"), scratch.path("folder/fun")).succeeds();
        assertThat(offers(shell, "ipcctl fifo read f")).containsExactlyInAnyOrder("fan", "folder");
        assertThat(offers(shell, "ipcctl fifo rm x folder/f")).containsExactly("folder/fun");
        assertThat(offers(shell, "ipcctl mkfifo fi")).containsExactly("file");
        try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(java.net.UnixDomainSocketAddress.of(scratch.path("front")));
            assertThat(offers(shell, "ipcctl sample f")).containsExactlyInAnyOrder("front", "folder");
        }
    }

    /** As the shell offers them: quoted where that is its way, and in the line one word. */
    @ParameterizedTest
    @EnumSource
    void namesThatNeedQuotes(Shell shell) throws IOException {
        Cli.run("mkfifo", scratch.path("two words"), scratch.path("folder/it's;here")).succeeds();
        assertThat(offers(shell, "ipcctl fifo read t")).containsExactly("two words");
        assertThat(offers(shell, "ipcctl fifo read folder/i")).containsExactly("folder/it's;here");
        String memory = Scratch.name("two words");
        Cli.run("shm", "create", memory, "--size", "1").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", "-f", memory));
        assertThat(offers(shell, "ipcctl shm read " + memory.substring(0, memory.indexOf(' '))))
                .containsExactly(memory);
    }

    @ParameterizedTest
    @EnumSource
    void namesWithAColon(Shell shell) throws IOException {
        String memory = Scratch.name("a:b");
        Cli.run("shm", "create", memory, "--size", "1").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", "-f", memory));
        String start = memory.substring(0, memory.length() - 1);
        assertThat(offers(shell, "ipcctl shm read " + start)).containsExactly(memory);
    }

    @ParameterizedTest
    @EnumSource
    void objectsOfAnyKindBehindTheirKind(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl holders m")).containsExactlyInAnyOrder("mq:", "mutex:");
        assertThat(offers(shell, "ipcctl holders s")).containsExactlyInAnyOrder("shm:", "sem:", "sock:", "sysv-msg:",
                "sysv-sem:", "sysv-shm:");
        assertThat(offers(shell, "ipcctl shm read x --lock ")).containsExactlyInAnyOrder("sem:", "mutex:");
        String memory = Scratch.name("complete-k");
        Cli.run("shm", "create", memory, "--size", "1").succeeds();
        scratch.atEnd(() -> Cli.run("shm", "rm", "-f", memory));
        String bare = memory.substring(1);
        String start = bare.substring(0, bare.length() - 1);
        assertThat(offers(shell, "ipcctl holders shm:" + start)).containsExactly("shm:" + bare);
        assertThat(offers(shell, "ipcctl holders mq:x shm:/" + start)).containsExactly("shm:" + memory);
        assertThat(offers(shell, "ipcctl shm read x --lock mutex:" + start)).as("no mutex").isEmpty();
        String mutex = Scratch.name("complete-m");
        Cli.run("mutex", "create", mutex).succeeds();
        scratch.atEnd(() -> Cli.run("mutex", "rm", "-f", mutex));
        String named = mutex.substring(1);
        String begun = named.substring(0, named.length() - 1);
        assertThat(offers(shell, "ipcctl shm read x --lock mutex:" + begun)).containsExactly("mutex:" + named);
        assertThat(offers(shell, "ipcctl shm read x --lock=mutex:" + begun)).containsExactly("--lock=mutex:" + named);
        assertThat(offers(shell, "ipcctl shm read x --lock shm:" + start)).as("no lock").isEmpty();
        Cli.run("mkfifo", scratch.path("fan")).succeeds();
        assertThat(offers(shell, "ipcctl holders fifo:fa")).containsExactly("fifo:fan");
        try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(java.net.UnixDomainSocketAddress.of(scratch.path("front")));
            assertThat(offers(shell, "ipcctl holders sock:fr")).containsExactly("sock:front");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSH", "FISH"})
    void descriptionsOfCommandsAndOptions(Shell shell) throws IOException {
        shell.needed();
        assertThat(Files.readString(Path.of("completions", shell.file))).contains("list the message queues",
                "Receive COUNT messages (default 1).");
    }

    @ParameterizedTest
    @EnumSource
    void abstractSocketsBehindAnAtSign(Shell shell) throws IOException {
        tree = CommandNode.group("ipcctl", "nothing", CommandNode.leaf("sample", "nothing", Sample::new));
        String name = Scratch.name("abstract").substring(1);
        Needs.program("python3", "python3");
        try (var peer = org.ipcctl.testing.Peer.start("python3", "-c",
                "import socket,sys\ns=socket.socket(socket.AF_UNIX)\n"
                        + "s.bind('\\0' + sys.argv[1])\nprint('ready', flush=True)\nsys.stdin.readline()",
                name)) {
            peer.says("ready");
            assertThat(offers(shell, "ipcctl sample @" + name.substring(0, name.length() - 1)))
                    .containsExactly("@" + name);
        }
    }

    /** As ADDR takes them back: a NUL is no character that can be typed. */
    @ParameterizedTest
    @EnumSource
    void abstractNamesThatArePaddedOrHaveABackslash(Shell shell) throws IOException {
        tree = CommandNode.group("ipcctl", "nothing", CommandNode.leaf("sample", "nothing", Sample::new));
        String name = Scratch.name("padded").substring(1);
        Listener bound = Listener.open(SocketAddress.ofAbstract(name + "\\\0\0"), SocketType.DGRAM, -1);
        scratch.atEnd(bound::close);
        assertThat(offers(shell, "ipcctl sample @" + name.substring(0, name.length() - 1)))
                .containsExactly("@" + name + "\\\\\\x00\\x00");
    }

    @ParameterizedTest
    @EnumSource
    void commandsBehindTwoDashesAndNoMoreOptionsOfOurs(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl pipe-demo exec -- mkfif")).contains("mkfifo");
        assertThat(offers(shell, "ipcctl pipe-demo exec -- --forma")).isEmpty();
        assertThat(offers(shell, "ipcctl pipe-demo exec -- cat fi")).containsExactly("file");
        assertThat(offers(shell, "ipcctl pipe-demo exec -- cat --forma")).isEmpty();
        assertThat(offers(shell, "ipcctl pipe-demo exec cat --forma")).as("the dashes may be left out").isEmpty();
        assertThat(offers(shell, "ipcctl pipe-demo exec --forma")).containsExactly("--format");
    }

    /** Behind what stands before CMD options are ours, and from the first word of CMD on they are CMD's. */
    @ParameterizedTest
    @EnumSource
    void optionsOfOursUpToTheFirstWordOfCmd(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl mutex run guard --ti")).containsExactly("--timeout");
        assertThat(offers(shell, "ipcctl mutex run guard --timeout 5 --det")).containsExactly("--detach");
        assertThat(offers(shell, "ipcctl mutex run guard mkfif")).contains("mkfifo");
        assertThat(offers(shell, "ipcctl mutex run guard -- mkfif")).contains("mkfifo");
        assertThat(offers(shell, "ipcctl mutex run guard -- --ti")).isEmpty();
        assertThat(offers(shell, "ipcctl mutex run guard cat --ti")).isEmpty();
        assertThat(offers(shell, "ipcctl mutex run guard cat fi")).containsExactly("file");
        assertThat(offers(shell, "ipcctl mutex run guard -- cat fi")).containsExactly("file");
        assertThat(offers(shell, "ipcctl sysv sem run 0x7 --timeout 5 cat fi")).containsExactly("file");
    }

    @ParameterizedTest
    @EnumSource
    void onlyMutexesAreMutexes(Shell shell) throws IOException {
        String stem = Scratch.name("only");
        for (String kind : List.of("mutex", "cond", "shm")) {
            String name = stem + "-" + kind;
            Cli.run(kind.equals("shm") ? new String[] {"shm", "create", name, "--size", "256"}
                    : new String[] {kind, "create", name}).succeeds();
            scratch.atEnd(() -> Cli.run("shm", "rm", "-f", name));
        }
        String bare = stem.substring(1);
        assertThat(offers(shell, "ipcctl mutex stat " + bare)).containsExactly(bare + "-mutex");
        assertThat(offers(shell, "ipcctl cond stat " + bare)).containsExactly(bare + "-cond");
        assertThat(offers(shell, "ipcctl shm stat " + bare)).containsExactlyInAnyOrder(bare + "-mutex", bare + "-cond",
                bare + "-shm");
    }

    @ParameterizedTest
    @EnumSource
    void keysOfSystemV(Shell shell) throws IOException {
        Cli.run("sysv", "sem", "create", "0x7e51c0de").succeeds();
        scratch.atEnd(() -> Cli.run("sysv", "sem", "rm", "-f", "0x7e51c0de"));
        assertThat(offers(shell, "ipcctl sysv sem stat 0x7e51c0d")).containsExactly("0x7e51c0de");
        assertThat(offers(shell, "ipcctl sysv sem get 0x7e51c0d")).containsExactly("0x7e51c0de");
        assertThat(offers(shell, "ipcctl holders sysv-sem:0x7e51c0d")).containsExactly("sysv-sem:0x7e51c0de");
        assertThat(offers(shell, "ipcctl sysv msg stat 0x7e51c0d")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatHelpCanBeAskedAbout(Shell shell) throws IOException {
        assertThat(offers(shell, "ipcctl help mk")).containsExactly("mkfifo");
        assertThat(offers(shell, "ipcctl help mq s")).containsExactlyInAnyOrder("send", "stat");
        assertThat(offers(shell, "ipcctl mq notify --signal U")).containsExactlyInAnyOrder("USR1", "USR2", "URG");
    }
}
