package org.ipcctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.FifoKind;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Presence;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.sem.SemaphoreKind;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketKind;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where an event tells, it is the event that ends the wait, and not a look that comes by chance. */
@Timeout(120)
class ObjectWaitTest {
    private static final Deadline LONG = Deadline.in(Duration.ofSeconds(60));
    private final Scratch scratch = new Scratch();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final String name = Scratch.name("wait");

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        scratch.close();
    }

    private <T extends AutoCloseable> T closing(T one) {
        open.add(one);
        return one;
    }

    private static Condition condition(String text) {
        return Condition.parse(text);
    }

    /** It is not so and no event shows; then {@code act} is done, events show, and with the last of them it is so. */
    private void isTold(Awaited awaited, Runnable act) {
        watching(closing(awaited));
        assertThat(polled(awaited, Deadline.once())).as("an event before").isFalse();
        act.run();
        do {
            assertThat(polled(awaited, LONG)).as("an event after").isTrue();
        } while (!awaited.holds());
    }

    /** The first look is one before the watch. */
    private static void watching(Awaited awaited) {
        assertThat(awaited.holds()).isFalse();
        assertThat(awaited.holds()).isFalse();
    }

    private static boolean polled(Awaited awaited, Deadline deadline) {
        List<Awaited.Cue> cues = awaited.cues();
        assertThat(cues).isNotEmpty();
        Fd[] fds = cues.stream().map(Awaited.Cue::fd).toArray(Fd[]::new);
        for (int seen : Poll.await(fds, cues.stream().mapToInt(Awaited.Cue::events).toArray(), deadline)) {
            if (seen != 0) {
                return true;
            }
        }
        return false;
    }

    /** To close what inotify_init(2) gave takes milliseconds, and a batch may ask thousands of times. */
    @Test
    void whatIsLookedAtOnceIsNotWatched() {
        String fifo = scratch.path("fifo");
        Fifo.create(fifo);
        for (Awaited awaited : List.of(FifoKind.KIND.await(fifo, condition("exists")),
                FifoKind.KIND.await(fifo, condition("gone")), FifoKind.KIND.await(fifo, condition("data")),
                FifoKind.KIND.await(fifo, condition("peer")),
                SocketKind.KIND.await(scratch.path("sock"), condition("peer")))) {
            closing(awaited).holds();
            assertThat(awaited.cues()).isEmpty();
            assertThat(awaited.pause()).isZero();
            awaited.holds();
            assertThat(awaited.cues()).hasSize(1);
        }
        Cli.run("mq", "create", name).succeeds();
        scratch.atEnd(() -> Cli.run("mq", "rm", "-f", name));
        Awaited queue = closing(QueueKind.KIND.await(name, condition("data")));
        queue.holds();
        assertThat(queue.cues()).as("itself").hasSize(1);
        queue.holds();
        assertThat(queue.cues()).as("itself and its removal").hasSize(2);
    }

    /** It comes between the first look and the watch, which tells only of what comes later. */
    @Test
    void whatComesBeforeTheWatchIsSeen() {
        String path = scratch.path("file");
        int[] looks = new int[1];
        Awaited awaited = closing(new Presence(path, () -> looks[0]++ > 0, condition("exists")));
        assertThat(ObjectWait.await(List.of(awaited), false, LONG)).containsExactly(true);
        assertThat(looks).containsExactly(2);
    }

    private Runnable cli(String... words) {
        return () -> Cli.run(words).succeeds();
    }

    private void removeAtEnd(String kind) {
        scratch.atEnd(() -> Cli.run(kind, "rm", "-f", name));
    }

    @Test
    void queuesComeAndGoAndHaveMessagesAndRoom() {
        Needs.that(Files.isDirectory(Path.of("/dev/mqueue")), "the mqueue file system is not mounted");
        removeAtEnd("mq");
        isTold(QueueKind.KIND.await(name, condition("exists")),
                cli("mq", "create", name, "--max-messages", "1", "--message-size", "9"));
        isTold(QueueKind.KIND.await(name, condition("data")), cli("mq", "send", name, "x"));
        isTold(QueueKind.KIND.await(name, condition("room")), cli("mq", "recv", name));
        isTold(QueueKind.KIND.await(name, condition("gone")), cli("mq", "rm", name));
    }

    @Test
    void filesInDevShmComeAndGo() {
        for (var kind : List.of(SemaphoreKind.KIND, SyncKind.MUTEX, SyncKind.CONDITION)) {
            removeAtEnd(kind.word());
            isTold(kind.await(name, condition("exists")), cli(kind.word(), "create", name));
            isTold(kind.await(name, condition("gone")), cli(kind.word(), "rm", name));
        }
        removeAtEnd("shm");
        isTold(SharedMemoryKind.KIND.await(name, condition("exists")), cli("shm", "create", name, "-s", "1"));
        isTold(SharedMemoryKind.KIND.await(name, condition("gone")), cli("shm", "rm", name));
    }

    @Test
    void whoOpensSharedMemory() {
        removeAtEnd("shm");
        Cli.run("shm", "create", name, "-s", "4K").succeeds();
        for (String how : List.of("map", "open")) {
            Peer[] peer = new Peer[1];
            isToldSoon(SharedMemoryKind.KIND.await(name, condition("peer")), () -> peer[0] = holder(how, name));
            peer[0].close();
        }
    }

    /** As {@link #isTold}; but /proc shows an open a moment after its event. */
    private void isToldSoon(Awaited awaited, Runnable act) {
        watching(closing(awaited));
        assertThat(polled(awaited, Deadline.once())).as("an event before").isFalse();
        act.run();
        assertThat(polled(awaited, LONG)).as("an event after").isTrue();
        assertThat(ObjectWait.await(List.of(awaited), false, LONG)).containsExactly(true);
    }

    private Peer holder(String... words) {
        List<String> command = new ArrayList<>(List.of(CPrograms.path("holder")));
        command.addAll(List.of(words));
        return closing(Peer.start(command.toArray(String[]::new))).says("ready");
    }

    @Test
    void fifosComeAndGoAndAreOpenedAndWrittenTo() throws IOException {
        String path = scratch.path("later/fifo");
        isTold(FifoKind.KIND.await(path, condition("exists")), () -> {
            assertThat(Path.of(path).getParent().toFile().mkdir()).isTrue();
            Fifo.create(path);
        });
        isToldSoon(FifoKind.KIND.await(path, condition("peer")), () -> holder("fifo", path));
        isTold(FifoKind.KIND.await(path, condition("data")), cli("fifo", "write", path, "x"));
        isTold(FifoKind.KIND.await(path, condition("gone")), cli("fifo", "rm", path));
    }

    @Test
    void socketsComeAndGo() {
        SocketAddress address = new SocketAddress(scratch.path("later/sock"));
        Peer[] peer = new Peer[1];
        isTold(SocketKind.KIND.await(address.text(), condition("peer")), () -> {
            assertThat(Path.of(address.text()).getParent().toFile().mkdir()).isTrue();
            peer[0] = holder("listen", address.text());
        });
        peer[0].close();
        isTold(SocketKind.KIND.await(address.text(), condition("gone")),
                () -> assertThat(Path.of(address.text()).toFile().delete()).isTrue());
    }

    /**
     * One that is so shows its event all the time, which must not keep the other from being waited for, nor be taken
     * for it.
     */
    @Test
    void allAreWaitedForAtOnce() {
        String other = Scratch.name("wait");
        for (String queue : List.of(name, other)) {
            Cli.run("mq", "create", queue, "--max-messages", "1", "--message-size", "9").succeeds();
            scratch.atEnd(() -> Cli.run("mq", "rm", "-f", queue));
        }
        List<Awaited> both = List.of(closing(QueueKind.KIND.await(name, condition("data"))),
                closing(QueueKind.KIND.await(other, condition("data"))));
        Cli.run("mq", "send", other, "x").succeeds();
        assertThat(ObjectWait.await(both, false, Deadline.in(Duration.ofMillis(50)))).containsExactly(false, true);
        assertThat(ObjectWait.await(both, true, LONG)).containsExactly(false, true);
        Cli.run("mq", "send", name, "x").succeeds();
        assertThat(ObjectWait.await(both, false, LONG)).containsExactly(true, true);
        Cli.run("mq", "recv", other).succeeds();
        assertThat(ObjectWait.await(both, false, Deadline.once())).containsExactly(true, false);
    }
}
