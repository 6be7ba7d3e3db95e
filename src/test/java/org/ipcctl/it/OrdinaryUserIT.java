package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What belongs to root and is for nobody else, as an ordinary user meets it: exit status 5 and why, and all is as
 * before. {@code $Q} is a queue, {@code $S} shared memory, {@code $D} a folder that all may enter and only root may
 * write, with a FIFO {@code f} in it.
 */
class OrdinaryUserIT {
    private static final Scratch SCRATCH = new Scratch();
    private static final String QUEUE = Scratch.name("ordinary-q");
    private static final String MEMORY = Scratch.name("ordinary-s");

    @BeforeAll
    static void create() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        SCRATCH.atEnd(() -> MessageQueue.unlink(QUEUE));
        SCRATCH.atEnd(() -> SharedMemory.unlink(MEMORY));
        shell("ipcctl mq create $Q && ipcctl mq send $Q kept && ipcctl shm write $S hello --create && ipcctl mkfifo -m "
                + "600 $D/f "
                + "&& mkfifo -m 666 $D/open && chmod 755 $D").succeeds();
    }

    /** Without ipcctl, whose start takes longest here; what is in the queue is looked at once, at the end. */
    private static String state() {
        return shell("cat /dev/shm$S; ls -l /dev/shm$S $D").succeeds().out();
    }

    @AfterAll
    static void remove() {
        try {
            if (Needs.isRoot()) {
                shell("ipcctl mq recv $Q --drain").succeeds().prints("kept");
            }
        } finally {
            SCRATCH.close();
        }
    }

    private static Outcome shell(String script) {
        return Installed.shell("Q=" + QUEUE + "; S=" + MEMORY + "; D=" + SCRATCH.directory()
                + "; ordinary() { setpriv --reuid=65534 --regid=65534 --clear-groups " + Installed.COMMAND
                + " \"$@\"; }; " + script);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mq send $Q x                  | permission denied (mq_open: EACCES)
            mq recv $Q                    | permission denied (mq_open: EACCES)
            mq recv $Q --nonblock         | permission denied (mq_open: EACCES)
            mq stat $Q                    | permission denied
            mq create $Q                  | permission denied
            mq rm $Q                      | only its owner
            mq rm -f $Q                   | only its owner
            shm read $S                   | permission denied (shm_open: EACCES)
            shm dump $S                   | permission denied (shm_open: EACCES)
            shm write $S x                | permission denied (shm_open: EACCES)
            shm write $S x --create       | permission denied (shm_open: EACCES)
            shm write $S x --truncate     | permission denied (shm_open: EACCES)
            shm resize $S 1               | permission denied (shm_open: EACCES)
            shm create $S --size 9        | permission denied
            shm rm $S                     | owner
            shm rm -f $S                  | owner
            fifo read $D/f                | permission denied (open: EACCES)
            fifo write $D/f x             | permission denied (open: EACCES)
            fifo rm $D/f                  | EACCES
            fifo rm -f $D/f               | EACCES
            fifo rm $D/open               | EACCES
            mkfifo $D/new                 | EACCES
            mkfifo -m 600 $D/new          | EACCES
            """)
    void isRefused(String command, String fragment) {
        String before = state();
        Outcome outcome = shell("ordinary " + command).exits(5).prints("").complains(fragment);
        assertThat(outcome.err().lines().toList()).as("%s", outcome).hasSizeBetween(1, 2).first().asString()
                .startsWith("ipcctl ");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void oneFailureOfSeveralDoesNotStopTheOthers() {
        shell("T=$(mktemp -d $D/tXXXX); chmod 777 $T; ordinary mkfifo $T/a $D/new $T/b; echo $?; ls $T; "
                + "ordinary fifo rm $T/a $D/f $T/b; echo $?; ls $T; rmdir $T")
                .prints("5\na\nb\n5\n")
                .complains("mkfifo: " + SCRATCH.directory() + "/new: ", "fifo rm: " + SCRATCH.directory() + "/f: ");
    }

    @Test
    void aFifoOfAnotherUserCanBeLookedAt() {
        shell("ordinary fifo stat $D/f --format plain --columns mode,owner_name").succeeds().prints("0600\troot\n");
        shell("ordinary shm stat $S --format plain --columns mode,owner_name").succeeds().prints("0600\troot\n");
    }

    @Test
    void noPermissionIsAnObjectInJson() {
        assertThat(shell("ordinary shm read $S --format json").exits(5).prints("").err()).hasLineCount(1)
                .startsWith("{\"command\":\"ipcctl shm read\","
                        + "\"subject\":\"" + MEMORY
                        + "\",\"syscall\":\"shm_open\",\"errno\":13,\"errno_name\":\"EACCES\",\"message\":")
                .endsWith("\"exit_code\":5}\n");
    }

    @Test
    void aCmdThatMayNotBeRunIs126() {
        shell("cp /bin/true $D/mine; chmod 700 $D/mine; ordinary pipe-demo exec -- $D/mine; s=$?; rm $D/mine; exit $s")
                .exits(126)
                .complains("permission to execute it is denied (posix_spawnp: EACCES)");
    }

    /** At each look again it would bury the rows. */
    @Test
    void whatCannotBeSeenIsSaidOnceByAWatch() {
        shell("ordinary pipe ls --watch=100ms --timeout 500ms --columns change 2>&1 >/dev/null | grep -c 'not all "
                + "processes can be seen'")
                .prints("1\n");
    }
}
