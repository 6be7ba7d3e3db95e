package org.ipcctl.cli.sysv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmAttachment;
import org.ipcctl.sysv.ShmSegment;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.SysvScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ipcctl sysv shm}. */
class SysvShmTest {
    private final String key = SysvScratch.key();

    @AfterEach
    void remove() {
        run("rm", "-f", key);
    }

    private static Outcome run(String... words) {
        return Cli.run(line(words));
    }

    private static String[] line(String... words) {
        return Stream.concat(Stream.of("sysv", "shm"), Arrays.stream(words)).toArray(String[]::new);
    }

    private void create(String size) {
        run("create", key, "-s", size).succeeds().prints("");
    }

    @Test
    void bytesGoInAndComeOut() {
        create("16");
        run("write", key, "hello").succeeds();
        run("write", key, "--offset", "0x8", "--from", "hex", "ff00").succeeds();
        Cli.reading("!").execute(line("write", key, "-o", "5")).succeeds();
        run("read", key, "--as", "hex").succeeds().prints("68656c6c6f210000ff00000000000000\n");
        run("read", key, "-n", "6").succeeds().prints("hello!");
        run("read", key, "-o", "1", "-n", "2", "--format", "csv").succeeds()
                .prints("key,offset_bytes,size_bytes,encoding,payload\n" + key + ",1,2,utf-8,el\n");
        run("dump", key).succeeds()
                .prints("00000000  68 65 6c 6c 6f 21 00 00  ff 00 00 00 00 00 00 00  |hello!..........|\n00000010\n");
        run("dump", key, "-o", "14").succeeds()
                .prints("0000000e  00 00                                             |..|\n00000010\n");
        run("read", key, "-o", "16").succeeds().prints("");
    }

    @Test
    void fieldsOfAStruct() {
        create("16");
        run("write", key, "--layout", "id:i32,value:f32", "-o", "4", "value=23.5").succeeds();
        run("read", key, "--layout", "id:i32,value:f32", "-o", "4", "--format", "csv").succeeds()
                .prints("id,value\n0,23.5\n");
        run("read", key, "--layout", "id:i32,value:f32", "-o", "4", "--field", "value").succeeds().prints("23.5\n");
        run("read", key, "--layout", "a:u8[17]").exits(7).complains("has 16 bytes, and the layout takes 17");
        run("write", key, "--layout", "id:i32", "-o", "13", "id=1").exits(7);
        run("write", key, "--layout", "id:i32", "id=1", "--from", "hex").exits(2);
        run("read", key, "--layout", "id:i32", "--as", "hex").exits(2);
    }

    @Test
    void nothingIsTouchedBehindTheEnd() {
        create("16");
        String[][] past = {{"read", key, "-o", "17"}, {"read", key, "-n", "17"}, {"read", key, "-o", "8", "-n", "9"},
            {"read", key, "-o", "17", "-n", "0"},
            {"dump", key, "-o", "17"},
            {"dump", key, "-n", "17"}, {"write", key, "0123456789abcdefg"}, {"write", key, "x", "-o", "16"},
            {"write", key, "x", "-o", "8E"}, {"read", key, "-n", "8E"},
            {"write", key, "", "-o", "17"}, {"read", key, "-o", "17", "--format", "json"}};
        for (String[] words : past) {
            run(words).exits(words[words.length - 1].equals("8E") ? 2 : 7).prints("");
        }
        run("read", key, "-o", "9223372036854775807").exits(7);
        run("write", key, "x", "-o", "9223372036854775807").exits(7).complains("do not fit");
        Cli.reading("0123456789abcdefg").execute(line("write", key)).exits(7);
        run("read", key, "--as", "hex").prints("00".repeat(16) + "\n");
    }

    @Test
    void aSegmentLargerThanABlock() {
        create("3M");
        byte[] bytes = new byte[3 << 20];
        new java.util.Random(1).nextBytes(bytes);
        Cli.reading(bytes).execute(line("write", key)).succeeds();
        assertThat(run("read", key).succeeds().outBytes()).isEqualTo(bytes);
        assertThat(run("read", key, "-o", "1048575", "-n", "1048578").succeeds().outBytes())
                .isEqualTo(Arrays.copyOfRange(bytes, 1048575, 2097153));
    }

    @Test
    void whatExistsIsComparedWithWhatIsAskedFor() {
        run("create", key, "-s", "16", "-m", "640").succeeds();
        run("create", key, "-s", "16").succeeds();
        run("create", key, "-s", "17").exits(4).complains("16 bytes, not 17", "ipcctl sysv shm rm " + key);
        run("create", key, "-s", "1").exits(4).complains("16 bytes, not 1");
        run("create", key, "-s", "16", "-m", "600").exits(4).complains("mode 0640");
        run("create", key, "-s", "16", "-x").exits(4);
        run("create", key, "-s", "0").exits(2).complains("is below 1");
        run("create", key).exits(2).complains("missing --size");
    }

    @Test
    void whoHasItIsCounted() {
        create("16");
        long self = ProcessHandle.current().pid();
        try (ShmAttachment attached = ShmSegment.open(Key.parse(key)).attach(true)) {
            assertThat(attached.size()).isEqualTo(16);
            String id = run("stat", key, "--format", "plain", "--columns", "id").succeeds().out().strip();
            run("stat", key, "--format", "plain", "--columns", "key,size_bytes,attached,created_by,last_user,removed")
                    .succeeds()
                    .prints(key + "\t16\t1\t" + self + "\t" + self + "\tfalse\n");
            run("rm", key).succeeds();
            run("stat", key).exits(3).complains("no such shared memory segment");
            run("stat", "id:" + id, "--format", "plain", "--columns", "key,attached,removed").succeeds()
                    .prints("private\t1\ttrue\n");
            assertThat(run("ls", "--format", "csv", "--columns", "id,removed").succeeds().out())
                    .contains("\n" + id + ",true\n");
        }
        assertThat(run("ls", "--format", "csv", "--columns", "key").succeeds().out()).doesNotContain(key);
    }

    @Test
    void anAbsentOneIsToldWithWhatToDo() {
        for (String[] absent : new String[][] {{"write", key, "x"}, {"read", key}, {"dump", key}, {"stat", key},
            {"rm", key}}) {
            run(absent).exits(3).complains(key + ": no such shared memory segment (shmget: ENOENT)",
                    "ipcctl sysv shm create " + key);
        }
        String id = run("create", "private", "-s", "1").succeeds().out().strip();
        run("rm", "id:" + id).succeeds();
        run("read", "id:" + id).exits(3).complains("no such shared memory segment", "ipcctl sysv shm ls");
    }

    @Test
    void moreThanTheHostAllowsIsALimit() {
        // Of the default nobody comes near: what is left of the address space ends it.
        int status = run("create", key, "-s", "4E").exitCode();
        assertThat(status).as("kernel.shmmax is " + Sysctl.text("kernel/shmmax")).isEqualTo(7);
    }
}
