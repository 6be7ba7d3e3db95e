package org.ipcctl.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Removal of what nobody has; that of all orphans of a host is tried in a name space of its own, by HostIT. */
class RmCommandTest {
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
        List<String> command = new ArrayList<>(List.of(CPrograms.path("holder")));
        command.addAll(List.of(words));
        Peer peer = Peer.start(command.toArray(String[]::new));
        peers.add(peer);
        return peer.says("ready");
    }

    @Test
    void removesWhatNobodyHasOfEachKind() {
        String name = Scratch.name("rm");
        create("shm", name, "--size", "4K");
        create("sem", name + "s");
        create("mutex", name + "x");
        create("mq", name);
        Cli.run("rm", "shm:" + name, "sem:" + name + "s", "mutex:" + name + "x", "mq:" + name).succeeds().prints("");
        assertThat(Cli.run("ls", "-q", "--format", "plain", "*" + name.substring(1) + "*").exits(0).out()).isEmpty();
    }

    @Test
    void keepsWhatAProcessHasAndForceDoesNot() {
        String mapped = create("shm", Scratch.name("rm"), "--size", "4K");
        String queue = create("mq", mapped);
        Peer peer = holder("map", mapped, "receive", queue);
        for (String object : List.of("shm:" + mapped, "mq:" + queue)) {
            Cli.run("rm", object).exits(1).complains(object + ": it is in use by " + peer.pid() + "/"
                    + ProcessNames.shortName(peer.pid()) + ". It was kept; --force removes it.");
            Cli.run("rm", "-n", object).exits(1).prints("");
            Cli.run("rm", "--force", object).succeeds();
        }
        Cli.run("shm", "stat", mapped).exits(3);
        Cli.run("mq", "stat", queue).exits(3);
    }

    @Test
    void aPatternStandsForAllThatItFitsAndDryRunForTheSame() {
        String stem = Scratch.name("rm");
        create("mq", stem + "-a");
        create("mq", stem + "-b");
        create("mq", stem + "-bc");
        create("shm", stem + "-a", "--size", "1");
        String pattern = "mq:" + stem.substring(1) + "-[ab]";
        Cli.run("rm", "--dry-run", "--format", "plain", pattern).succeeds()
                .prints("mq\tmq:" + stem + "-a\nmq\tmq:" + stem + "-b\n");
        Cli.run("mq", "rm", "--dry-run", "--format", "plain", stem.substring(1) + "-[ab]").succeeds()
                .prints("mq\tmq:" + stem + "-a\nmq\tmq:" + stem + "-b\n");
        Cli.run("rm", pattern).succeeds();
        Cli.run("rm", pattern).exits(3).complains("no object has such a name");
        Cli.run("rm", "-f", pattern).succeeds();
        Cli.run("mq", "rm", stem + "-*").succeeds();
        Cli.run("mq", "rm", stem + "-*").exits(3);
        Cli.run("shm", "stat", stem + "-a").exits(0);
    }

    @Test
    void aPatternOfSharedMemoryMeansNoMutex() {
        String stem = Scratch.name("rm");
        create("shm", stem + "m", "--size", "256");
        create("mutex", stem + "x");
        create("cond", stem + "c");
        Cli.run("rm", "-n", "--format", "plain", "shm:" + stem + "*").succeeds().prints("shm\tshm:" + stem + "m\n");
        Cli.run("shm", "rm", "-n", "--format", "plain", stem + "?").succeeds().prints("shm\tshm:" + stem + "m\n");
        Cli.run("rm", "-n", "--format", "plain", "mutex:" + stem + "*").succeeds()
                .prints("mutex\tmutex:" + stem + "x\n");
    }

    /** Who got a name from elsewhere and hands it on must not remove others by it. */
    @Test
    void aNameThatLooksLikeAPatternIsThatOne() {
        String stem = Scratch.name("rm");
        String star = create("shm", stem + "*", "--size", "1");
        create("shm", stem + "other", "--size", "1");
        Cli.run("shm", "rm", "--dry-run", "--format", "plain", star).succeeds().prints("shm\tshm:" + star + "\n");
        Cli.run("rm", "shm:" + star).succeeds();
        Cli.run("shm", "stat", stem + "other").exits(0);
        create("shm", stem + "*", "--size", "1");
        create("shm", stem + "?", "--size", "1");
        Cli.run("rm", "shm:" + stem + "\\*").succeeds();
        Cli.run("shm", "stat", stem + "?").exits(0);
    }

    @Test
    void aFifoAndASocketsFileThatIsLeft() throws Exception {
        Cli.run("mkfifo", scratch.path("f")).succeeds();
        Peer peer = holder("fifo", scratch.path("f"), "listen", scratch.path("s"));
        Cli.run("rm", "fifo:" + scratch.path("f"), "sock:" + scratch.path("s")).exits(1)
                .complains("fifo:" + scratch.path("f") + ": it is in use by",
                        "sock:" + scratch.path("s") + ": it is in use by");
        peer.close();
        Cli.run("rm", "sock:" + scratch.path("s"), "-f").succeeds();
        assertThat(Path.of(scratch.path("s"))).doesNotExist();
        Files.writeString(Path.of(scratch.path("text")), "x");
        Cli.run("rm", "-f", "sock:" + scratch.path("text")).exits(1).complains("it is a regular file, not a socket");
        Cli.run("rm", "sock:@gone").exits(1).complains("has no file");
        assertThat(Path.of(scratch.path("text"))).exists();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rm                          | 2 | missing OBJECT, or --orphans
            rm --orphans shm:x          | 2 | cannot be combined
            rm shm:x --older-than 1d    | 2 | choose among --orphans
            rm x                        | 2 | is not an object; write it as mq:NAME
            rm pipe:1                   | 2 | is not an object
            rm shm:a/b                  | 2 | contains a slash
            rm shm:*/b                  | 2 | contains a slash
            rm shm:ipcctl-t-none        | 3 | no such shared memory object
            rm mq:ipcctl-t-none -n      | 3 | no such message queue
            """)
    void saysWhatIsWrong(String words, int status, String complaint) {
        Cli.run(words.split(" +")).exits(status).complains(complaint);
    }
}
