package org.ipcctl.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever somebody has written into a mutex or a condition variable, each command ends in time with a status of the
 * table.
 */
class HostileSyncTest {
    private static final int LENGTH = 256;
    private static final int MUTEX = 64;
    private static final int COND = 128;
    /**
     * The least that an ordinary command takes here, and all that it may try with a broken condition, on a busy
     * machine.
     */
    private static final Duration BOUND = Duration.ofSeconds(20);
    /** Whatever can go wrong here, and to time out; not 70, which is a bug, nor a signal. */
    private static final List<Integer> STATUSES = List.of(0, 1, 3, 124);
    private static final int[] NASTY = {0, 1, 2, 3, 7, 8, 11, 19, 0x7fffffff, 0x80000000, 0xffffffff, 0x40000000,
        0xc0000000, 0x40000001, 12345};

    private final Scratch scratch = new Scratch();
    private final Random random = new Random(20261126);

    @AfterEach
    void remove() {
        scratch.close();
    }

    @Test
    void conditionsEndInASentence() {
        for (int i = 0; i < 180; i++) {
            String name = damaged("cond", i);
            String t = "20ms";
            switch (i % 3) {
                case 0 -> ends(name, i, "cond", "wait", name, "-t", t);
                case 1 -> ends(name, i, "cond", "signal", name, "-t", t);
                default -> ends(name, i, "cond", "broadcast", name, "-t", t);
            }
            ends(name, i, "cond", "stat", name, "-J");
            ends(name, i, "cond", "rm", name);
        }
    }

    @Test
    void mutexesEndInASentence() {
        for (int i = 0; i < 180; i++) {
            String name = damaged("mutex", i);
            ends(name, i, "mutex", "run", name, "-t", "20ms", "--", "true");
            ends(name, i, "mutex", "stat", name, "-J");
            ends(name, i, "mutex", "rm", name);
        }
    }

    private void ends(String name, int round, String... arguments) {
        long start = System.nanoTime();
        Outcome outcome = Cli.run(arguments);
        assertThat(STATUSES).as("round %d: %s", round, outcome).contains(outcome.exitCode());
        assertThat(outcome.err()).as("round %d", round).doesNotContain("\tat ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("round %d: %s", round, outcome).isLessThan(BOUND);
        assertThat(outcome.exitCode() == 0 || outcome.err().contains(name)).as("round %d: %s", round, outcome).isTrue();
    }

    /** A new object of {@code command}'s with damage that depends on the round. */
    private String damaged(String command, int round) {
        String name = Scratch.name("hostile");
        scratch.atEnd(() -> SharedMemory.unlink(name));
        Cli.run(command, "create", name).succeeds();
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.WRITE);
             Mapping mapping = memory.map(LENGTH, true)) {
            ByteBuffer bytes = mapping.buffer();
            switch (round % 6) {
                case 0 -> noise(bytes, 0, LENGTH);
                case 1 -> noise(bytes, MUTEX, LENGTH);
                case 2 -> noise(bytes, COND, LENGTH);
                case 3 -> {
                    words(bytes, 36, MUTEX, 6);
                    words(bytes, COND, LENGTH, 6);
                }
                case 4 -> {
                    // As glibc's that is in use: the flags of __wrefs stay.
                    words(bytes, COND, COND + 36, 5);
                    bytes.putInt(COND + 36, random.nextInt(1 << 20) << 3 | 3);
                    bytes.putInt(180, random.nextInt(2));
                }
                default -> {
                    words(bytes, 8, 40, random.nextInt(3));
                    words(bytes, MUTEX, COND, 4);
                }
            }
        }
        return name;
    }

    private void noise(ByteBuffer bytes, int from, int to) {
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        bytes.put(from, noise);
    }

    private void words(ByteBuffer bytes, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            bytes.putInt(from + random.nextInt((to - from) / Integer.BYTES) * Integer.BYTES,
                    NASTY[random.nextInt(NASTY.length)]);
        }
    }
}
