package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared memory with the installed tool, at a prompt. {@code $M} is the object of the test. */
class ShmIT extends Scripts {
    /** What a JVM of ours may have of its own: two blocks of 1 MiB and itself, and far from what it moves. */
    private static final long MOST_MEMORY_KIB = 200 * 1024;

    ShmIT() {
        super("M", "shm-it", SharedMemory::unlink, "");
    }

    @Test
    void aGibibyteComesOutAsItWentInAndStaysOutOfTheHeap() {
        Outcome outcome = shell("head -c 1G /dev/urandom | tee >(sha256sum >in) "
                + "| { ipcctl shm write $M --create & P=$!; while [ ! -e /dev/shm/$M ] && kill -0 $P 2>/dev/null; do "
                + "grep RssAnon /proc/$P/status 2>/dev/null; done | sort -k2n | tail -n 1 >rss; wait $P; }; "
                + "echo ${PIPESTATUS[*]}; "
                + "ipcctl shm read $M | sha256sum >out; while [ ! -s in ]; do sleep 0.02; done; cmp in out && echo "
                + "equal; "
                + "cut -f2 rss");
        outcome.exits(0);
        String[] lines = outcome.out().split("\n");
        assertThat(lines[0]).as(outcome.toString()).isEqualTo("0 0 0");
        assertThat(lines[1]).as(outcome.toString()).isEqualTo("equal");
        assertThat(Long.parseLong(lines[2].replaceAll("\\D", ""))).as("RssAnon in KiB").isPositive()
                .isLessThan(MOST_MEMORY_KIB);
    }

    /** In a mount namespace of its own, with a /dev/shm of 4 MiB. */
    @ParameterizedTest
    @ValueSource(strings = {
        "head -c 16M /dev/zero | ipcctl shm write x --create", "ipcctl shm write x --create <big",
        "ipcctl shm create x --size 16M",
        "ipcctl shm write x --create --offset 16M a"})
    void aFullDevShmIsStatus7AndNothingIsLeft(String command) {
        Needs.root();
        shell("truncate -s 16M big; unshare -m bash -c 'mount -t tmpfs -o size=4M none /dev/shm && " + command
                + "; echo $?; ls /dev/shm; df --output=used /dev/shm | tail -n 1 | xargs'").exits(0).prints("7\n0\n")
                .complains("/dev/shm is full", "ENOSPC", "remount,size=");
    }

    @Test
    void aFullDevShmLeavesWhatWasThereAsItWas() {
        Needs.root();
        shell("unshare -m bash -c 'mount -t tmpfs -o size=4M none /dev/shm; ipcctl shm write x abc --create; "
                + "ipcctl shm resize x 16M; echo $?; "
                + "head -c 16M /dev/zero | ipcctl shm write x --truncate; echo $?; "
                + "ipcctl shm stat x --format plain --columns size_bytes; "
                + "ipcctl shm create y --size 4M; echo $?'").exits(0).prints("7\n7\n3\n7\n")
                .complains("bytes went in before");
    }

    @Test
    void aWriterThatIsKilledLeavesNothing() {
        shell("coproc ipcctl shm write $M --create; head -c 4M /dev/zero >&${COPROC[1]}; "
                + "while ! ls -l /proc/$COPROC_PID/fd 2>/dev/null | grep -q /dev/shm; do sleep 0.02; done; "
                + "kill -9 $COPROC_PID; wait $COPROC_PID; echo $?; ls /dev/shm | grep -c $M").prints("137\n0\n");
    }

    @Test
    void theReaderOfItsOutputMayLeave() {
        shell("ipcctl shm create $M --size 8M; ipcctl shm read $M | head -c 1 | wc -c; echo ${PIPESTATUS[0]}; "
                + "ipcctl shm dump $M --all | head -n 1; echo ${PIPESTATUS[0]}; ipcctl shm read $M >/dev/full; echo $?")
                .prints("1\n141\n00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  "
                        + "|................|\n141\n7\n")
                .complains("standard output: no space left on device");
    }

    @Test
    void anotherUserMayDoWhatTheModeSays() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        String asOther = "setpriv --reuid=65534 --regid=65534 --clear-groups ipcctl shm ";
        shell("umask 0; ipcctl shm write $M secret --create; " + asOther + "read $M; echo $?; " + asOther
                + "write $M x; echo $?; "
                + asOther + "rm $M; echo $?; " + asOther
                + "stat $M --format plain --columns size_bytes,mode; ipcctl shm rm $M; "
                + "ipcctl shm write $M shared --create -m 644; " + asOther + "read $M; echo; " + asOther
                + "write $M x; echo $?")
                .prints("5\n5\n5\n6\t0600\nshared\n5\n")
                .complains("permission denied", "ipcctl shm ls", "only its owner and root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "tr_TR.ISO-8859-9"})
    void dataAndNamesAreTheirBytesInAnyLocale(String locale) {
        shell("export LC_ALL=" + locale
                + "; N=$M-$'\\xff\\xc3\\xa9'; ipcctl shm write $N $'\\xff\\xc3\\xa9 @x' --create; "
                + "ipcctl shm read $N | od -An -tx1; ipcctl shm ls --format shell --columns name | grep -a $M | tail "
                + "-c 5 | od -An -tx1; "
                + "ipcctl shm rm $N").prints(" ff c3 a9 20 40 78\n ff c3 a9 27 0a\n");
    }

    @Test
    void closedStreamsAreErrorsThatChangeNothing() {
        shell("ipcctl shm write $M --create <&-; echo $?; ipcctl shm stat $M 2>/dev/null; echo $?; "
                + "ipcctl shm write $M abc --create; ipcctl shm read $M >&-; echo $?").prints("1\n3\n1\n")
                .complains("standard input: bad file descriptor");
    }

    @Test
    void fourProcessesThatAddAtOnceLoseNothing() {
        shell("ipcctl shm create $M --size 8; for i in 1 2 3 4; do ipcctl shm atomic $M 0 add 1 --repeat 100000 "
                + ">/dev/null & done; wait; "
                + "ipcctl shm atomic $M 0 get --format plain --columns new_value").succeeds().prints("400000\n");
    }
}
