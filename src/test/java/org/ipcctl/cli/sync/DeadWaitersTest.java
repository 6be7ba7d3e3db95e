package org.ipcctl.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody who was killed or stopped while it waited keeps others from anything for ever; C programs, with this machine's
 * glibc.
 */
class DeadWaitersTest {
    private final Scratch scratch = new Scratch();
    private String name;

    @BeforeEach
    void create() {
        name = Scratch.name("dead");
        scratch.atEnd(() -> SharedMemory.unlink(name));
        Cli.run("cond", "create", name).succeeds();
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private Peer peer() {
        return Peer.start(CPrograms.path("sync_peer"), name).says("ready");
    }

    private void dieWaiting() {
        try (Peer peer = peer()) {
            peer.tell("wait").says("waiting");
            // It has said so with the mutex held, which a second one gets when it sleeps.
            try (Peer second = peer()) {
                second.tell("lock").says("lock ok").tell("unlock").says("unlock ok");
            }
        }
    }

    @Test
    void cProgramsThatWereKilledInPthreadCondWaitKeepNobody() {
        for (int round = 0; round < 3; round++) {
            dieWaiting();
            Cli.run("cond", "signal", name).succeeds();
            dieWaiting();
            dieWaiting();
            try (Peer peer = peer()) {
                peer.tell("wait").says("waiting");
                // The signals may meet the places of the dead first, one each.
                Cli.run("cond", "broadcast", name).succeeds();
                peer.says("wait ok");
            }
            CompletableFuture<Outcome> waiting = Cli.reading("").start("cond", "wait", name, "-t", "20s");
            ConditionObserver.waitUntilAsleep(name, 1);
            Cli.run("cond", "signal", name).succeeds();
            waiting.join().succeeds();
        }
    }

    @Test
    void aCProgramThatWasStoppedKeepsNobodyAndIsWellWhenItGoesOn() {
        try (Peer stopped = peer(); Peer other = peer()) {
            stopped.tell("wait").says("waiting");
            other.tell("lock").says("lock ok").tell("unlock").says("unlock ok");
            stopped.signal("STOP");
            Cli.run("cond", "signal", name).succeeds();
            other.tell("wait").says("waiting");
            Outcome outcome = Cli.run("cond", "signal", name);
            // From glibc 2.41 on it wakes the other one.
            if (outcome.exitCode() != 0) {
                outcome.exits(1).complains("stopped while waiting in pthread_cond_wait", "ipcctl cond rm");
                CompletableFuture<Outcome> waiting = Cli.reading("").start("cond", "wait", name, "-t", "20s");
                ConditionObserver.waitUntilAsleep(name, 1);
                Cli.run("cond", "signal", name).succeeds();
                waiting.join().succeeds();
            }
            stopped.signal("CONT");
            stopped.says("wait ok");
            if (outcome.exitCode() != 0) {
                Cli.run("cond", "broadcast", name).succeeds();
            }
            other.says("wait ok");
            stopped.tell("wait").says("waiting");
            Cli.run("cond", "signal", name).succeeds();
            stopped.says("wait ok");
        }
    }

    @Test
    void theLinesOfTheManualPageWakeAndAreWoken() {
        try (Peer first = peer(); Peer second = peer()) {
            first.tell("sleep");
            ConditionObserver.waitUntilAsleep(name, 1);
            second.tell("rouse").says("rouse ok");
            first.says("sleep ok").tell("sleep");
            ConditionObserver.waitUntilAsleep(name, 1);
            Cli.run("cond", "signal", name).succeeds();
            first.says("sleep ok");
            CompletableFuture<Outcome> waiting = Cli.reading("").start("cond", "wait", name, "-t", "20s");
            ConditionObserver.waitUntilAsleep(name, 1);
            second.tell("rouse").says("rouse ok");
            waiting.join().succeeds();
            assertThat(Cli.run("cond", "stat", name, "--format", "plain", "--columns", "sequence").succeeds().out())
                    .isEqualTo("3\n");
        }
    }
}
