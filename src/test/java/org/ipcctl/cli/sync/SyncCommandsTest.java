package org.ipcctl.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mutexes and condition variables, with a C program on the other side. */
class SyncCommandsTest {
    private final Scratch scratch = new Scratch();
    private String name;

    @BeforeEach
    void name() {
        name = Scratch.name("sync");
        scratch.atEnd(() -> SharedMemory.unlink(name));
    }

    @AfterEach
    void remove() {
        scratch.close();
    }

    private Peer peer() {
        return Peer.start(CPrograms.path("sync_peer"), name).says("ready");
    }

    private Object state() {
        return Json.row(Cli.run("mutex", "stat", name, "-J").succeeds().out()).get("state");
    }

    @Test
    void aCProgramAndIpcctlExcludeEachOther() {
        Cli.run("mutex", "create", name).succeeds();
        try (Peer peer = peer()) {
            peer.tell("lock").says("lock ok");
            assertThat(Json.row(Cli.run("mutex", "stat", name, "-J").succeeds().out()))
                    .containsEntry("state", "locked").containsEntry("owner_pid", peer.pid())
                    .containsEntry("waiters", 0L);
            Cli.run("mutex", "run", name, "--nonblock", "--", "true").exits(6).complains("another process has locked",
                    "mutex stat");
            Cli.run("mutex", "run", name, "-t", "60ms", "--", "true").exits(124).complains("timed out after 60ms");
            Cli.run("mutex", "run", name, "-t", "60ms", "-E", "9", "--", "true").exits(9);
            CompletableFuture<Outcome> waiting = Cli.reading("").start("mutex", "run", name, "-t", "20s", "--", "sh",
                    "-c", "exit 5");
            peer.tell("unlock").says("unlock ok");
            waiting.join().exits(5);
            assertThat(state()).isEqualTo("free");
        }
    }

    @Test
    void thoseWhoWaitForAMutexGetItInTurn() throws IOException {
        Cli.run("mutex", "create", name).succeeds();
        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        String file = scratch.path("turns");
        try (Peer peer = peer()) {
            peer.tell("lock").says("lock ok");
            for (int i = 0; i < 4; i++) {
                waiting.add(Cli.reading("").start("mutex", "run", name, "-t", "20s", "--", "sh", "-c",
                        "echo " + i + " >>" + file));
                ConditionObserver.waitUntilQueued(name, i + 1);
            }
            peer.tell("unlock").says("unlock ok");
        }
        waiting.forEach(one -> one.join().succeeds());
        assertThat(Files.readString(Path.of(file))).isEqualTo("0\n1\n2\n3\n");
        assertThat(state()).isEqualTo("free");
    }

    @Test
    void whereACProgramDiesWithItTheNextOneIsToldAndCarriesOn() {
        Cli.run("mutex", "create", name).succeeds();
        try (Peer peer = peer()) {
            peer.tell("lock").says("lock ok").tell("die");
            peer.end();
        }
        assertThat(state()).isEqualTo("owner-died");
        Outcome next = Cli.run("mutex", "run", name, "--", "true").exits(0);
        assertThat(next.err())
                .isEqualTo("ipcctl mutex run: the previous owner of the mutex died while holding it; continuing, "
                        + "but the data it guards may be incomplete\n");
        Cli.run("mutex", "run", name, "--", "true").succeeds();
    }

    @Test
    void whatNobodyCanLockAnyMoreSaysSo() {
        Cli.run("mutex", "create", name).succeeds();
        try (Peer first = peer(); Peer second = peer()) {
            first.tell("lock").says("lock ok").tell("die");
            first.end();
            second.tell("lock").says("lock EOWNERDEAD").tell("unlock").says("unlock ok");
        }
        assertThat(state()).isEqualTo("not-recoverable");
        Cli.run("mutex", "run", name, "--", "true").exits(1).complains("without making it consistent", "remove it");
    }

    @Test
    void manyThatCreateItAtOnceMakeOne() {
        List<CompletableFuture<Outcome>> runs = IntStream.range(0, 8)
                .mapToObj(i -> Cli.reading("").start("mutex", "run", name, "--", "true")).toList();
        runs.forEach(run -> run.join().succeeds());
        assertThat(state()).isEqualTo("free");
        Cli.run("mutex", "create", name).succeeds();
        Cli.run("mutex", "create", name, "--exclusive").exits(4).complains("it exists already");
    }

    @Test
    void whatIsSomethingElseIsRefused() {
        Cli.run("mutex", "stat", name).exits(3).complains("no such mutex", "ipcctl mutex create");
        Cli.run("cond", "wait", name).exits(3).complains("no such condition variable", "ipcctl cond create");
        Cli.run("shm", "create", name, "--size", "255").succeeds();
        Cli.run("mutex", "run", name, "--", "true").exits(1).complains("shared memory of 255 bytes");
        Cli.run("shm", "resize", name, "4096").succeeds();
        Cli.run("mutex", "rm", name).exits(1).complains("it is not a mutex of ipcctl");
        Cli.run("cond", "create", name).exits(1);
        Cli.run("shm", "rm", name).succeeds();
        Cli.run("cond", "create", name, "-m", "666").succeeds();
        Cli.run("mutex", "run", name, "--", "true").exits(1).complains("it is a condition variable, not a mutex");
        assertThat(Json.row(Cli.run("cond", "stat", name, "-J").succeeds().out())).containsEntry("mode", "0666");
        Cli.run("cond", "rm", name).succeeds();
        Cli.run("cond", "rm", name).exits(3).complains("no such condition variable", "ipcctl cond ls");
        Cli.run("cond", "rm", "-f", name).succeeds();
    }

    @Test
    void eachKindListsItsOwn() {
        String mutex = Scratch.name("sync");
        String condition = Scratch.name("sync");
        String plain = Scratch.name("sync");
        for (String one : List.of(mutex, condition, plain)) {
            scratch.atEnd(() -> SharedMemory.unlink(one));
        }
        Cli.run("mutex", "create", mutex).succeeds();
        Cli.run("cond", "create", condition).succeeds();
        Cli.run("shm", "create", plain, "--size", "256").succeeds();
        assertThat(names("mutex")).contains(mutex).doesNotContain(condition, plain);
        assertThat(names("cond")).contains(condition).doesNotContain(mutex, plain);
        assertThat(names("shm")).contains(mutex, condition, plain);
    }

    private static List<String> names(String kind) {
        return Cli.run(kind, "ls", "--format", "plain", "--columns", "name").succeeds().out().lines().toList();
    }

    @Test
    void aSignalWakesAWaiterOnEitherSide() {
        Cli.run("cond", "create", name).succeeds();
        Cli.run("cond", "wait", name, "-t", "60ms").exits(124).complains("timed out after 60ms waiting for a signal");
        Cli.run("cond", "wait", name, "--nonblock").exits(6);
        try (Peer peer = peer()) {
            peer.tell("wait").says("waiting");
            Cli.run("cond", "signal", name).succeeds();
            peer.says("wait ok");
            // --since makes it the same whether the peer's signal comes before or after the wait has begun.
            CompletableFuture<Outcome> waiting = Cli.reading("").start("cond", "wait", name, "--since", "1", "-t",
                    "20s", "-J");
            peer.tell("signal").says("signal ok");
            assertThat(Json.row(waiting.join().succeeds().out())).containsEntry("sequence", 2L);
        }
    }

    @Test
    void whoWasWokenIsSoThoughTheMutexStaysLockedUntilTheDeadline() {
        Cli.run("cond", "create", name).succeeds();
        try (Peer peer = peer()) {
            CompletableFuture<Outcome> waiting = Cli.reading("").start("cond", "wait", name, "-t", "1500ms");
            ConditionObserver.waitUntilAsleep(name, 1);
            peer.tell("lock").says("lock ok").tell("wake").says("wake ok");
            waiting.join().succeeds();
            Cli.run("cond", "signal", name, "-t", "50ms").exits(124).complains("timed out after 50ms", "its mutex");
            Cli.run("cond", "broadcast", name, "--nonblock").exits(6).complains("its mutex");
            Cli.run("cond", "wait", name, "-t", "50ms").exits(124);
            peer.tell("unlock").says("unlock ok");
        }
    }

    @Test
    void aSignalOfACProgramThatDoesNotCountItWakesToo() {
        Cli.run("cond", "create", name).succeeds();
        try (Peer peer = peer()) {
            for (int i = 0; i < 3; i++) {
                CompletableFuture<Outcome> waiting = Cli.reading("").start("cond", "wait", name, "-t", "20s");
                ConditionObserver.waitUntilAsleep(name, 1);
                peer.tell("plain").says("plain ok");
                waiting.join().succeeds();
            }
            // Nothing of it is left for those who come later.
            Cli.run("cond", "wait", name, "-t", "60ms").exits(124);
        }
    }

    @Test
    void aSignalOfIpcctlWakesOneOfThreeAndABroadcastTheOthers() {
        Cli.run("cond", "create", name).succeeds();
        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(Cli.reading("").start("cond", "wait", name, "-t", "20s"));
            ConditionObserver.waitUntilAsleep(name, i + 1);
        }
        Cli.run("cond", "signal", name).succeeds();
        // In the kernel's queue: who has waited longest.
        waiting.get(0).join().succeeds();
        ConditionObserver.waitUntilAsleep(name, 2);
        assertThat(waiting.get(1)).isNotDone();
        assertThat(waiting.get(2)).isNotDone();
        Cli.run("cond", "broadcast", name).succeeds();
        waiting.get(1).join().succeeds();
        waiting.get(2).join().succeeds();
    }

    @Test
    void cProgramsWakeEachOtherThroughWaitersOfIpcctlThatCameAndWent() {
        Cli.run("cond", "create", name).succeeds();
        try (Peer first = peer(); Peer second = peer()) {
            for (int i = 0; i < 5; i++) {
                Cli.run("cond", "wait", name, "-t", "30ms").exits(124);
                first.tell("wait").says("waiting");
                Cli.run("cond", "wait", name, "-t", "30ms").exits(124);
                // A wake without a signal is what a condition may do, so the peer goes on waiting for its count.
                second.tell("signal").says("signal ok");
                first.says("wait ok");
            }
        }
    }

    @Test
    void aBroadcastWakesAll() {
        Cli.run("cond", "create", name).succeeds();
        try (Peer first = peer(); Peer second = peer()) {
            first.tell("wait").says("waiting");
            second.tell("wait").says("waiting");
            Cli.run("cond", "broadcast", name).succeeds();
            first.says("wait ok");
            second.says("wait ok");
        }
    }
}
