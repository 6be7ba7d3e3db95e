package org.ipcctl.cli.shm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.shm.ShmDirectory;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShmWriteTest {
    private static final int BLOCK = 1 << 20;

    private final Memories memories = new Memories();

    @AfterEach
    void remove() {
        memories.close();
    }

    private static String text(String name) {
        return Cli.run("shm", "read", name).succeeds().out();
    }

    @Test
    void keepsSizeAndOtherBytesOfWhatIsThere() {
        String name = memories.create("keep", 10);
        Cli.run("shm", "write", name, "0123456789").succeeds().prints("");
        Cli.run("shm", "write", name, "ab", "--offset", "3").succeeds();
        assertThat(text(name)).isEqualTo("012ab56789");
        Cli.reading("XY").execute("shm", "write", name, "-", "-o", "0x8").succeeds();
        assertThat(text(name)).isEqualTo("012ab567XY");
    }

    @Test
    void refusesWhatDoesNotFitBeforeAnyOfItIsWritten() {
        String name = memories.create("fit", 4);
        Cli.run("shm", "write", name, "12345").exits(7).complains(
                "the object has 4 bytes, and 5 bytes from offset 0 on do not fit",
                "ipcctl shm resize " + name.substring(1) + " 5", "--truncate");
        Cli.run("shm", "write", name, "1", "-o", "4").exits(7);
        Cli.run("shm", "write", name, "1", "-o", Long.toString(Long.MAX_VALUE)).exits(7).complains("file too large");
        Cli.reading(new byte[BLOCK + 1]).execute("shm", "write", name).exits(7)
                .complains((BLOCK + 1) + " bytes from offset 0 on");
        assertThat(text(name)).isEqualTo("\0\0\0\0");
        Cli.run("shm", "write", name, "", "-o", "4").succeeds();
    }

    @Test
    void createsAtTheSizeOfTheDataOrAtTheOneAskedFor() {
        String name = memories.name("create");
        Cli.run("shm", "write", name, "abc").exits(3).complains("no such shared memory object", "ipcctl shm create");
        Cli.run("shm", "write", name, "abc", "--create", "-o", "2").succeeds();
        assertThat(text(name)).isEqualTo("\0\0abc");
        Cli.run("shm", "rm", name).succeeds();
        Cli.run("shm", "write", name, "abc", "--create", "--size", "6", "-m", "640").succeeds();
        assertThat(text(name)).isEqualTo("abc\0\0\0");
        assertThat(ShmDirectory.status(name).permissions()).isEqualTo(0640);
        Cli.run("shm", "write", name, "x", "--create", "--size", "7").exits(4).complains("6 bytes, not 7");
        Cli.run("shm", "write", name, "x", "--create", "--exclusive").exits(4);
        Cli.run("shm", "write", name, "x", "--create", "-m", "600").exits(4).complains("mode 0640, not 0600");
        Cli.run("shm", "write", name, "x", "--create").succeeds();
        assertThat(text(name)).isEqualTo("xbc\0\0\0");
    }

    @Test
    void leavesNothingBehindWhereCreatingFails() {
        String name = memories.name("failing");
        Cli.run("shm", "write", name, "abcd", "--create", "--size", "3").exits(7);
        Cli.run("shm", "stat", name).exits(3);
    }

    @Test
    void truncateLetsTheSizeFollow() {
        String name = memories.create("truncate", 10);
        Cli.run("shm", "write", name, "longer than ten", "--truncate").succeeds();
        assertThat(text(name)).isEqualTo("longer than ten");
        Cli.run("shm", "write", name, "er", "-o", "4", "--truncate").succeeds();
        assertThat(text(name)).isEqualTo("longer");
        Cli.run("shm", "write", name, "", "--truncate").succeeds();
        assertThat(text(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 4097})
    void writesAnyNumberOfAnyBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        String name = memories.name("bytes");
        Cli.reading(bytes).execute("shm", "write", name, "--create").succeeds();
        assertThat(Cli.run("shm", "read", name).succeeds().outBytes()).isEqualTo(bytes);
        FileStatus status = ShmDirectory.status(name);
        assertThat(status.size()).isEqualTo(size);
        assertThat(status.allocated()).isGreaterThanOrEqualTo(size);
    }

    @Test
    void decodesHexAndBase64() {
        String name = memories.name("forms");
        Cli.run("shm", "write", name, "00 ff0a", "--from", "hex", "--create").succeeds();
        assertThat(Cli.run("shm", "read", name).outBytes()).containsExactly(0, 0xFF, '\n');
        Cli.reading("aGVs\nbG8=\n").execute("shm", "write", name, "--from", "base64", "--truncate").succeeds();
        assertThat(text(name)).isEqualTo("hello");
        Cli.run("shm", "write", name, "0g", "--from", "hex").exits(2)
                .complains("invalid value for DATA: '0g' is not hexadecimal data");
        Cli.reading("0g").execute("shm", "write", name, "--from", "hex").exits(1)
                .complains("it is not hexadecimal data");
        assertThat(text(name)).isEqualTo("hello");
    }

    @Test
    void takesAnyTypedBytes() {
        String name = memories.name("typed");
        Cli.run("shm", "write", name, "\udcff\u00e9 @x", "--create").succeeds();
        assertThat(Cli.run("shm", "read", name).outBytes()).isEqualTo(
                new byte[] {(byte) 0xFF, (byte) 0xC3, (byte) 0xA9, ' ', '@', 'x'});
    }

    @Test
    void refusesContradictions() {
        String name = memories.name("wrong");
        Cli.run("shm", "write", name, "x", "--size", "3").exits(2).complains("add --create");
        Cli.run("shm", "write", name, "x", "--exclusive").exits(2).complains("add --create");
        Cli.run("shm", "write", name, "x", "--create", "--size", "3", "--truncate").exits(2)
                .complains("cannot be combined with --size");
        Cli.run("shm", "stat", name).exits(3);
    }

    @Test
    void aReaderOfAnUnpublishedObjectSeesNothing() {
        String name = memories.name("draft");
        try (var draft = org.ipcctl.shm.SharedMemory.unnamed(name, 0600)) {
            draft.resize(4096);
            Cli.run("shm", "read", name).exits(3);
            Cli.run("shm", "create", name, "--size", "1").succeeds();
            assertThat(draft.publish()).isFalse();
        }
        assertThat(Cli.run("shm", "read", name).outBytes()).isEqualTo(new byte[1]);
    }
}
