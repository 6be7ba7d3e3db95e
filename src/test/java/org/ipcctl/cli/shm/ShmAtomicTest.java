package org.ipcctl.cli.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShmAtomicTest {
    private final Memories memories = new Memories();
    private String name;

    @BeforeEach
    void create() {
        name = memories.create("atomic", 8200);
    }

    @AfterEach
    void remove() {
        memories.close();
    }

    private Outcome atomic(String... words) {
        String[] all = new String[words.length + 5];
        System.arraycopy(new String[] {"shm", "atomic", "--format", "plain", name}, 0, all, 0, 5);
        System.arraycopy(words, 0, all, 5, words.length);
        return Cli.run(all);
    }

    @Test
    void eachOperationTellsBeforeAndAfter() {
        atomic("8192", "set", "5").succeeds().prints("0\t5\ttrue\n");
        atomic("8192", "add", "3").succeeds().prints("5\t8\ttrue\n");
        atomic("0x2000", "sub", "10").succeeds().prints("8\t-2\ttrue\n");
        atomic("8192", "get").succeeds().prints("-2\t-2\ttrue\n");
        atomic("8192", "get", "--type", "u64").succeeds().prints("18446744073709551614\t18446744073709551614\ttrue\n");
        atomic("8192", "cas", "1", "7").exits(1).prints("-2\t-2\tfalse\n");
        atomic("8192", "cas", "--type", "u64", "18446744073709551614", "7").succeeds()
                .prints("18446744073709551614\t7\ttrue\n");
        atomic("8192", "add", "2", "--repeat", "10").succeeds().prints("7\t27\ttrue\n");
    }

    @Test
    void fourBytesWrapWithinThemselves() {
        atomic("4", "set", "0xffffffff", "--type", "u32").succeeds();
        atomic("4", "add", "2", "--type", "u32").succeeds().prints("4294967295\t1\ttrue\n");
        atomic("4", "sub", "2", "--type", "i32").succeeds().prints("1\t-1\ttrue\n");
        Cli.run("shm", "read", name, "-n", "16", "--as", "hex").prints("00000000ffffffff0000000000000000\n");
    }

    @Test
    void refusesWhatCannotBe() {
        atomic("4", "get").exits(2).complains("4 is not a multiple of 8");
        atomic("8200", "get").exits(7).complains("there are no 8 bytes at offset 8200");
        atomic("0", "add").exits(2).complains("add takes one VALUE, not 0");
        atomic("0", "cas", "1").exits(2).complains("two, the expected and the new one");
        atomic("0", "get", "--repeat", "2").exits(2).complains("--repeat is for add and sub");
        atomic("0", "set", "4294967296", "--type", "u32").exits(2).complains("does not fit into u32");
        atomic("0", "set", "x").exits(2).complains("'x' is not a whole number");
        atomic("0", "swap", "1").exits(2).complains("'swap' is not an operation; use get, set, add, sub or cas");
    }

    @Test
    void concurrentAdditionsLoseNothing() {
        List<CompletableFuture<Outcome>> adders = IntStream.range(0, 4)
                .mapToObj(i -> Cli.reading("").start("shm", "atomic", name, "16", "add", "1", "--repeat", "100000"))
                .toList();
        adders.forEach(adder -> assertThat(adder.join().exitCode()).isZero());
        atomic("16", "get").prints("400000\t400000\ttrue\n");
    }
}
