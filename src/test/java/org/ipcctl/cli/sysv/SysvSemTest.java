package org.ipcctl.cli.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemSet;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl sysv sem}. */
class SysvSemTest {
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        run("rm", "-f", key);
    }

    private static Outcome run(String... words) {
        return Cli.run(line(words));
    }

    private static String[] line(String... words) {
        return Stream.concat(Stream.of("sysv", "sem"), Arrays.stream(words)).toArray(String[]::new);
    }

    private void values(String expected) {
        run("get", key, "--format", "plain", "--columns", "value").succeeds()
                .prints(expected.replace(' ', '\n') + "\n");
    }

    @Test
    void severalOperationsAreOne() {
        run("create", key, "-s", "3", "-n", "1").succeeds().prints("");
        run("op", key, "0:-1,1:+2").succeeds();
        values("0 3 1");
        run("op", key, "1:-3,0:-1", "--nonblock").exits(6).complains("would have to wait for its semaphores", "EAGAIN");
        values("0 3 1");
        run("op", key, "0:0,2:-1", "--nonblock").succeeds();
        values("0 3 0");
        run("op", key, "1:0", "-t", "50ms").exits(124).complains("timed out after 50ms waiting for semaphore 1");
        run("op", key, "1:+32767").exits(7).complains("exceed 32767", "ERANGE");
        run("op", key, "3:+1").exits(3).complains("has no such semaphore: it has 3");
        values("0 3 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "0:", "0:1", ":+1", "0:-0x1", "0:-1,", "0:+32768", "65536:+1", "0:-1;1:-1",
        "a:+1", "0: +1", "0:+"})
    void whatIsNoOperationIsRefused(String operations) {
        run("op", key, operations).exits(2);
    }

    @Test
    void zeroIsWaitedFor() {
        run("create", key, "-n", "1").succeeds();
        CompletableFuture<Outcome> waiting = Cli.reading("").start(line("op", key, "0:0", "-t", "60s"));
        Asleep.SEMTIMEDOP.await(ProcessHandle.current().pid());
        assertThat(run("get", key, "--format", "csv", "--columns", "value,waiting,waiting_for_zero").succeeds().out())
                .isEqualTo("value,waiting,waiting_for_zero\n1,0,1\n");
        run("op", key, "0:-1").succeeds();
        waiting.join().succeeds();
    }

    @Test
    void removalEndsTheWait() {
        run("create", key).succeeds();
        CompletableFuture<Outcome> waiting = Cli.reading("").start(line("op", key, "0:-1"));
        Asleep.SEMTIMEDOP.await(ProcessHandle.current().pid());
        run("rm", key).succeeds();
        waiting.join().exits(3).complains("was removed while waiting for its semaphores", "EIDRM");
    }

    @Test
    void valuesAreSet() {
        run("create", key, "-s", "2").succeeds();
        run("set", key, "5").succeeds();
        run("set", key, "7", "-s", "1").succeeds();
        values("5 7");
        run("get", key, "-s", "1").succeeds().prints("7\n");
        run("set", key, "1", "2").succeeds();
        values("1 2");
        run("set", key, "1", "2", "3").exits(1).complains("has 2 semaphores, and 3 values were given");
        run("set", key, "1", "-s", "2").exits(3).complains("has no semaphore 2: it has 2");
        run("get", key, "-s", "2").exits(3).complains("has no semaphore 2");
        run("get", key, "-s", "2", "--format", "json").exits(3).complains("has no semaphore 2");
        run("set", key, "1", "2", "-s", "0").exits(2);
        run("set", key, "32768").exits(2);
        run("set", key).exits(2).complains("missing VALUE");
    }

    @Test
    void whatExistsIsComparedWithWhatIsAskedFor() {
        run("create", key, "-s", "2", "-n", "3", "-m", "640").succeeds();
        run("create", key).succeeds();
        run("create", key, "-s", "3").exits(4).complains("--semaphores 2, not 3", "ipcctl sysv sem rm " + key);
        run("create", key, "-m", "600").exits(4).complains("mode 0640, not 0600");
        run("create", key, "-x").exits(4);
        values("3 3");
        assertThat(run("stat", key, "--format", "csv", "--columns", "semaphores,mode,operated").succeeds().out())
                .contains("2,0640,2");
        assertThat(run("ls", "--format", "csv", "--columns", "key,semaphores").succeeds().out()).contains(key + ",2\n");
        String id = run("create", "private").succeeds().out().strip();
        run("rm", "id:" + id).succeeds();
        run("op", "id:" + id, "0:+1").exits(3).complains("no such semaphore set", "ipcctl sysv sem ls");
        run("run", "id:" + id, "--init", "1", "--", "true").exits(3).complains("no such semaphore set");
    }

    @Test
    void anAbsentOneIsToldWithWhatToDo() {
        for (String[] absent : new String[][] {{"op", key, "0:+1"}, {"get", key}, {"set", key, "1"}, {"stat", key},
            {"rm", key}, {"run", key, "--", "true"}}) {
            run(absent).exits(3).complains(key + ": no such semaphore set (semget: ENOENT)",
                    "ipcctl sysv sem create " + key);
        }
        run("run", key, "--count", "1", "--op", "0:-1", "--", "true").exits(2);
    }

    /** As in a batch, where CMD is a child. */
    @Test
    void aChildHoldsItToo() {
        run("run", key, "--init", "3", "-n", "2", "--", "sh", "-c", "exit 7").exits(7);
        run("get", key, "-s", "0").prints("3\n");
        run("run", key, "-n", "4", "--nonblock", "--", "true").exits(6).complains("semaphore 0");
        run("run", key, "--", "/nonexistent").exits(127);
        run("run", key, "--op", "0:-3,1:0", "--nonblock", "--", "true").exits(6);
        run("run", key, "--op", "0:-3,1:-1", "--", "true").succeeds();
        values("3 1");
        run("run", key, "--", "ipcrm", "-S", key).succeeds();
        run("stat", key).exits(3);
    }

    /** Whoever comes first gives it its value, and whoever comes at the same time does not add to it. */
    @Test
    void firstUseIsRaceFree() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            List<Thread> first = new ArrayList<>();
            List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 8; i++) {
                Thread thread = new Thread(() -> SemSet.openOrCreate(Key.parse(key), 0600, 3));
                thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
                first.add(thread);
            }
            first.forEach(Thread::start);
            for (Thread thread : first) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            SemSet set = SemSet.open(Key.parse(key));
            assertThat(set.value(0)).isEqualTo(3);
            set.remove();
        }
    }

    /** A creator that was killed before it could set a value, and one of C's that has not yet. */
    @Test
    void aSetWithoutItsValueIsGivenItByTheNext() {
        SemSet.create(Key.parse(key), 2, 0600);
        run("run", key, "--init", "2", "--", "true").succeeds();
        values("2 1");
        run("rm", key).succeeds();
        SemSet.create(Key.parse(key), 1, 0600);
        run("run", key, "--init", "2", "--nonblock", "--", "true").exits(6);
        values("0");
    }
}
