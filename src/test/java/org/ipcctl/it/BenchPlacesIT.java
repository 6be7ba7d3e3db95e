package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A benchmark where the directories that mechanisms live in cannot be used: the others are measured, and the directory
 * is named.
 */
class BenchPlacesIT {
    private static final String SHORT = " --count 10 --warmup 0 --repeat 1 --pin none --metric latency --format csv "
            + "--columns mechanism,count,note";

    @BeforeEach
    void nameSpaces() {
        assumeTrue(Needs.isRoot() && Installed.shell("unshare --mount true").exitCode() == 0,
                "mounts of one's own are not allowed here");
    }

    private static Outcome after(String mount, String command) {
        return Installed.shell("unshare --mount bash -c '" + mount + " && " + command + "'");
    }

    @Test
    void sharedMemoryThatIsReadOnly() {
        Outcome outcome = after("mount -t tmpfs -o ro none /dev/shm", "ipcctl bench shm-sem pipe shm-futex" + SHORT)
                .exits(1);
        assertThat(outcome.out())
                .isEqualTo("mechanism,count,note\nshm-sem,,/dev/shm is mounted read-only (open: EROFS)\npipe,10,\n"
                        + "shm-futex,,/dev/shm is mounted read-only (open: EROFS)\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void sharedMemoryThatIsNotThere() {
        Outcome outcome = after(
                "mount -t tmpfs none /dev && mknod -m 666 /dev/null c 1 3 && mknod -m 666 /dev/zero c 1 5 && mknod -m "
                        + "666 /dev/urandom c 1 9",
                "ipcctl bench shm-sem pipe" + SHORT).exits(1);
        assertThat(outcome.out()).contains("the directory /dev/shm does not exist", "\npipe,10,\n");
    }

    @Test
    void aTemporaryDirectoryThatIsReadOnly() {
        Outcome outcome = after("mount --bind \"" + Installed.TREE + "\" /mnt && mount -t tmpfs -o ro none /tmp",
                "/mnt/bin/ipcctl bench fifo mmap-file pipe" + SHORT).exits(1);
        String told = ",,/tmp: read-only file system; set TMPDIR to another directory ";
        assertThat(outcome.out()).isEqualTo("mechanism,count,note\nfifo" + told + "(mkfifo: EROFS)\nmmap-file" + told
                + "(open: EROFS)\npipe,10,\n");
    }

    @Test
    void filesGoWhereTheCallerHasThem() {
        String told = ",,the directory /mnt/none does not exist; set TMPDIR to one that does ";
        assertThat(after("export TMPDIR=/mnt/none/", "ipcctl bench fifo mmap-file pipe" + SHORT).exits(1).out())
                .isEqualTo("mechanism,count,note\nfifo" + told + "(mkfifo: ENOENT)\nmmap-file" + told
                        + "(open: ENOENT)\npipe,10,\n");
        after("mount --bind \"" + Installed.TREE + "\" /mnt && mount -t tmpfs -o ro none /tmp && mount -t tmpfs none "
                + "/srv && mkdir /srv/mine && cd /srv && export TMPDIR=mine",
                "/mnt/bin/ipcctl bench fifo mmap-file" + SHORT + "; ls mine").exits(0)
                .prints("mechanism,count,note\nfifo,10,\nmmap-file,10,\n");
    }

    @Test
    void aFullDiskIsTheStatusOfALimitAndNoHalfFileIsLeft() {
        for (String option : new String[] {"--save /mnt/a.json", "--chart /mnt/a.svg"}) {
            Outcome outcome = after("mount -t tmpfs -o size=4k none /mnt",
                    "ipcctl bench pipe --size 1,2,3,4,5,6 " + option + SHORT
                            + " >/dev/null; echo $? $(ls /mnt | wc -l)")
                    .exits(0);
            assertThat(outcome.out()).isEqualTo("7 0\n");
            outcome.complains(option.split(" ")[1] + ": no space left on device (write: ENOSPC)");
        }
    }

    @Test
    void oneCpuIsSaidOnce() {
        Outcome outcome = Installed
                .shell("taskset -c 0 ipcctl bench pipe shm-spin --size 64 --count 10 --warmup 0 --repeat 1 --format "
                        + "csv --columns mechanism,metric,placement,count")
                .exits(0);
        assertThat(outcome.out())
                .isEqualTo("mechanism,metric,placement,count\npipe,throughput,same,10\npipe,latency,same,10\n"
                        + "shm-spin,throughput,same,\nshm-spin,latency,same,\n");
        assertThat(outcome.err()).isEqualTo(
                "ipcctl bench: this process may use only CPU 0, so both sides share it in all cases (placement "
                        + "same)\n");
    }
}
