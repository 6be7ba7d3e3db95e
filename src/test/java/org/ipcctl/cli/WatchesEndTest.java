package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipcctl.cli.Stuck.words;

import java.util.List;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that can be watched ends with 124 by {@code --timeout} where nothing changes. */
@Timeout(120)
class WatchesEndTest {
    private final Stuck other = new Stuck();

    @AfterEach
    void remove() {
        other.close();
    }

    /** Who looks again and again waits for a change. */
    static List<Wait> looks() {
        return List.of(
                Wait.of("ls", "change", t -> words("ls", "--kind", "shm")),
                Wait.of("mq ls", "change", t -> words("mq ls")),
                Wait.of("mq stat", "change", t -> words("mq stat", t.queue(1))),
                Wait.of("shm ls", "change", t -> words("shm ls")),
                Wait.of("shm stat", "change", t -> words("shm stat", t.memory())),
                Wait.of("sem ls", "change", t -> words("sem ls")),
                Wait.of("sem stat", "change", t -> words("sem stat", t.semaphore())),
                Wait.of("sysv msg ls", "change", t -> words("sysv msg ls")),
                Wait.of("sysv msg stat", "change", t -> words("sysv msg stat", t.sysvQueue())),
                Wait.of("sysv sem ls", "change", t -> words("sysv sem ls")),
                Wait.of("sysv sem stat", "change", t -> words("sysv sem stat", t.sysvSemaphore())),
                Wait.of("sysv shm ls", "change", t -> words("sysv shm ls")),
                Wait.of("sysv shm stat", "change", t -> words("sysv shm stat", t.sysvMemory())),
                Wait.of("mutex ls", "change", t -> words("mutex ls")),
                Wait.of("mutex stat", "change", t -> words("mutex stat", t.lockedMutex())),
                Wait.of("cond ls", "change", t -> words("cond ls")),
                Wait.of("cond stat", "change", t -> words("cond stat", t.condition())),
                Wait.of("fifo stat", "change", t -> words("fifo stat", t.fifo())),
                Wait.of("pipe ls", "change", t -> words("pipe ls", Long.toString(ProcessHandle.current().pid()))),
                Wait.of("sock ls", "change", t -> words("sock ls", t.silent(SocketType.STREAM))));
    }

    @Test
    void everyListAndDescriptionCanBeWatched() {
        assertThat(Wait.commands(looks()))
                .isEqualTo(Wait.declared(command -> command.entry().leaf().watch() != null))
                .isEqualTo(Wait.declared(command -> command.path().matches("ipcctl (.+ )?(ls|stat)")));
    }

    /** Objects of other tests come and go meanwhile, which begins the time anew. */
    @ParameterizedTest
    @MethodSource("looks")
    void aTimeoutEndsAWatchWith124(Wait look) throws Exception {
        Outcome outcome = look
                .end(other, "--watch=100ms", "-t", "150ms", "--format", "csv", "--columns", "change")
                .exits(124).complains("150ms waiting for a change");
        assertThat(outcome.out()).startsWith("change\n");
    }
}
