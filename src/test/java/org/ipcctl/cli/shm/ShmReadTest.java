package org.ipcctl.cli.shm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmReader;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShmReadTest {
    private final Memories memories = new Memories();
    private String name;

    @BeforeEach
    void write() {
        name = memories.name("read");
        Cli.run("shm", "write", name, "0123456789", "--create").succeeds();
    }

    @AfterEach
    void remove() {
        memories.close();
    }

    @Test
    void readsPartsAndNothingBeyond() {
        Cli.run("shm", "read", name.substring(1)).succeeds().prints("0123456789");
        Cli.run("shm", "read", name, "--offset", "7").succeeds().prints("789");
        Cli.run("shm", "read", name, "-o", "0x2", "-n", "3").succeeds().prints("234");
        Cli.run("shm", "read", name, "-o", "10").succeeds().prints("");
        Cli.run("shm", "read", name, "-n", "0").succeeds().prints("");
        Cli.run("shm", "read", name, "-o", "8", "-n", "3").exits(7).prints("")
                .complains("the object has 10 bytes, so there are no 3 bytes from offset 8 on", "shm stat");
        Cli.run("shm", "read", name, "-o", "11").exits(7).complains("there is no offset 11");
        Cli.run("shm", "read", name, "-n", "8E").exits(2);
    }

    @Test
    void writesOtherForms() {
        Cli.run("shm", "read", name, "-n", "3", "--as", "hex").succeeds().prints("303132\n");
        Cli.run("shm", "read", name, "-n", "3", "--as", "base64").succeeds().prints("MDEy\n");
        Cli.run("shm", "write", name, "a\n\udcff\u00e9\\", "-o", "0").succeeds();
        Cli.run("shm", "read", name, "-n", "6", "--as", "text").succeeds().prints("a\\n\\xff\u00e9\\\\\n");
    }

    @Test
    void isARowWhereAFormatIsAskedFor() {
        assertThat(Json.row(Cli.run("shm", "read", name, "-o", "2", "-n", "4", "-J").succeeds().out())).containsExactly(
                entry("name", name), entry("offset_bytes", 2L), entry("size_bytes", 4L), entry("encoding", "utf-8"),
                entry("payload", "2345"));
        Cli.run("shm", "write", name, "ff", "--from", "hex").succeeds();
        Cli.run("shm", "read", name, "-n", "1", "--format", "plain", "--columns", "encoding,payload").succeeds()
                .prints("base64\t/w==\n");
    }

    @Test
    void tellsWhenItIsShortenedMeanwhile() {
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.WRITE)) {
            ShmReader reader = new ShmReader(memory, 0, -1);
            memory.resize(4);
            assertThatThrownBy(reader::next).isInstanceOf(OutOfRangeException.class)
                    .hasMessage("another process shortened it to 4 bytes while it was read; 4 were still there");
        }
    }

    @Test
    void neverFailsHardWhileOthersResize() {
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.WRITE)) {
            CompletableFuture<Void> resizing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 2000; i++) {
                    memory.resize(i % 2 == 0 ? 0 : 1 << 20);
                    memory.write(ByteBuffer.allocateDirect(1), 0);
                }
            });
            int reads = 0;
            while (!resizing.isDone() || reads == 0) {
                Outcome outcome = Cli.run("shm", "read", name);
                assertThat(outcome.exitCode()).as(outcome.toString()).isIn(0, 7);
                reads++;
            }
            resizing.join();
        }
    }
}
