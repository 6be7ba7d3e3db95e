package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where something is short or missing: {@code src/test/storm/run --storm exhaustion} tries it with every command. */
class ShortageIT extends Scripts {

    ShortageIT() {
        super("N", "shortage-it", unnamed -> {}, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 16, 17, 18, 20, 24, 64})
    void fewDescriptorsAreToldInASentence(int limit) {
        Outcome outcome = shell("ulimit -n " + limit + "; ipcctl shm read $N --format json");
        assertThat(outcome.exitCode()).as("%s", outcome).isIn(3, 7);
        outcome.prints("").complains(limit < 16 ? "more open files"
                : outcome.exitCode() == 3 ? "no such shared memory object" : "too many open files");
    }

    /** Where a peer has too few, that is no bug of the peer's, and not even its end fails. */
    @ParameterizedTest
    @ValueSource(ints = {16, 18, 20, 22, 24, 26, 28})
    void fewDescriptorsOfABenchmarksPeersAreTold(int limit) {
        Outcome outcome = shell("ulimit -n " + limit + "; ipcctl bench mq --metric latency --duration 20ms --repeat 1 "
                + "--save saved");
        assertThat(outcome.exitCode()).as("%s", outcome).isIn(0, 1, 7);
        assertThat(outcome.err()).doesNotContain("xception", "internal error");
        if (outcome.exitCode() > 0) {
            // In the notes of the table, where a peer could still say so.
            assertThat(outcome.out() + outcome.err()).containsAnyOf("too many open files",
                    "maximum number of open descriptors");
        }
    }

    /** The JVM told it with a trace. */
    @ParameterizedTest
    @ValueSource(ints = {22, 26, 32, 40})
    void threadsThatABenchmarksPeersCannotStartAreTold(int limit) {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        // A user who has no other threads, for these are counted on the whole host.
        int user = (int) (1_000_000 + ProcessHandle.current().pid() * 10 + limit % 10);
        Outcome outcome = shell("setpriv --reuid " + user + " --clear-groups prlimit --nproc=" + limit
                + " ipcctl bench mq --metric latency --duration 20ms --repeat 1 2>&1");
        assertThat(outcome.exits(1).out()).doesNotContain("java.lang", "xception", "\tat ")
                .containsAnyOf("unable to create native thread", "Cannot create VM thread", "no thread can be started");
    }

    /** As where an installation is damaged, or where a mount or a policy keeps libraries from being loaded. */
    @Test
    void aLibraryThatCannotBeLoadedIsToldInASentence() {
        Outcome outcome = shell("cp -R " + Installed.TREE + " tree; for f in $(find -L tree -name 'libjffi*.so'); do "
                + "echo damaged >$f; done; tree/bin/ipcctl mq stat $N; s=$?; rm -r tree; exit $s");
        outcome.exits(1).complains("libjffi-1.2.so: the library that C is called by cannot be loaded: file too short",
                "Install ipcctl again");
        assertThat(outcome.err()).doesNotContain("\tat ", "java.lang");
    }

    /** What takes the last one is closed by the time that the failure is told; then it was taken for a bug. */
    @ParameterizedTest
    @ValueSource(ints = {16, 18, 19, 20, 21, 22, 24})
    void aPartThatCouldNotBeReadIsTold(int limit) {
        Outcome outcome = shell("echo '{}' >recording; ulimit -n " + limit + "; ipcctl sock replay recording s -t 1s");
        assertThat(outcome.exitCode()).as("%s", outcome).isIn(1, 3, 7);
        assertThat(outcome.err()).isNotEmpty().doesNotContain("xception", "internal error", "NoClassDef");
    }

    /** It was a NoClassDefFoundError in place of the message. */
    @Test
    void descriptorsThatDoNotAllFitAreTold() {
        Outcome outcome = shell("(ulimit -n 64; ipcctl sock recv-fd r --timeout 20s; echo $?) & "
                + "for i in $(seq 20 139); do eval \"exec $i</dev/null\"; done; "
                + "ipcctl sock send-fd r $(seq 20 139) --retry 20s >/dev/null 2>&1; wait");
        outcome.prints("7\n").complains("EMFILE");
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 400_000, 600_000, 1_000_000, 2_000_000, 4_000_000})
    void littleAddressSpaceIsEnoughOrTold(int kibibytes) {
        Outcome outcome = shell("ulimit -v " + kibibytes + "; ipcctl layout show a:u8 --format plain --columns type");
        if (kibibytes < 524_288) {
            outcome.exits(7).prints("").complains("more address space", "ulimit -v");
        } else {
            outcome.succeeds().prints("u8\n");
        }
    }

    /** In 64 MiB of heap. A batch goes on with its next line. */
    @Test
    void whatDoesNotFitInMemoryIsALimitAndABatchGoesOn() {
        scratch.atEnd(() -> SharedMemory.unlink(name));
        shell("ipcctl shm create $N --size 60M -q; ulimit -v 900000; "
                + "printf 'shm read %s --format json\\nlayout show a:u8 --format plain "
                + "--columns type\\n' $N | ipcctl batch --keep-going").exits(7).prints("u8\n")
                .complains("not enough memory");
    }

    /** A gigabyte was set aside for a message that might have it. */
    @Test
    void theLargestMessageCostsNothingUntilItComes() {
        shell("ulimit -v 900000; ipcctl sock recv s --message-size 1G --timeout 20s & until [ -S s ]; do sleep 0.02; "
                + "done; "
                + "ipcctl sock send s hello; wait $!; printf 'hi\\n' | ipcctl sock send s2 --lines --message-size 1G "
                + "--nonblock")
                .exits(3).prints("hello");
    }

    /** The deadline of a wait in the kernel came as a signal that is queued. */
    @Test
    void noQueueForSignalsKeepsADeadlineFromNobody() {
        shell("mkfifo f; ulimit -i 0; timeout 20 ipcctl fifo read f --timeout 50ms; echo $?")
                .prints("124\n").complains("timed out");
    }

    @Test
    void aDirectoryThatIsGoneStopsNobody() {
        shell("mkdir gone; cd gone; rmdir ../gone; ipcctl layout show a:u8 --format plain --columns type; "
                + "ipcctl fifo read x; echo $?; "
                + "ipcctl sock pair -- sh -c 'readlink /proc/self/cwd >&2' -- true")
                .prints("u8\n3\n").complains("x: no such", "/gone (deleted)");
    }

    @Test
    void optionsThatLieInTheDirectoryAreNotRead() {
        shell("echo -Xnonsense >.hotspotrc; echo broken >.hotspot_compiler; "
                + "ipcctl layout show a:u8 --format plain --columns type")
                .succeeds().prints("u8\n");
    }

    @Test
    void cmdSeesNothingOfWhatTheLauncherSets() {
        Outcome outcome = shell("export _JAVA_SR_SIGNUM=50 MALLOC_ARENA_MAX=3; ulimit -v 2000000; "
                + "ipcctl sock pair -- sh -c 'env | grep \"^_JAVA\\|^MALLOC\\|^LD_\\|^IPCCTL_L\\|^IPCCTL_S\" >&2; "
                + "true' -- true");
        assertThat(outcome.err().lines()).containsExactlyInAnyOrder("_JAVA_SR_SIGNUM=50", "MALLOC_ARENA_MAX=3");
    }

    @Test
    void withoutProcItGoesOn() {
        Needs.root();
        Needs.program("unshare", "util-linux");
        shell("unshare -m sh -c 'mount -t tmpfs none /proc; ipcctl layout show a:u8 --format plain --columns type; "
                + "ipcctl sock pair -- sh -c \"env | grep ^LD_LIBRARY >&2; true\" -- true; echo $?'").succeeds()
                .prints("u8\n0\n");
        String name = Scratch.name("no-proc");
        shell("unshare -m sh -c 'mount -t tmpfs none /proc; ipcctl mutex run " + name
                + " -- echo inside'; ipcctl mutex rm " + name).exits(0).prints("inside\n")
                .complains("kill -9 of ipcctl would leave CMD running");
        shell("unshare -mi sh -c 'mount -t tmpfs none /proc; ipcctl sysv sem create 7 --value 1 -q; "
                + "ipcctl sysv sem run 7 -- echo inside'").succeeds().prints("inside\n");
    }

    /** Nobody's directory has a file of the JVM in it, and stdout no word. */
    @Test
    void aFaultOfTheJvmIsASentence() {
        Outcome outcome = shell(
                "ulimit -c unlimited; IPCCTL_JAVA_HOME= ipcctl sock listen s & p=$!; until [ -S s ]; do sleep 0.02; "
                        + "done; "
                        + "kill -SEGV $p; wait $p 2>/dev/null; echo $?; ls");
        outcome.prints("139\n");
    }

    /** Root may have as many as it likes; for others a JVM without its threads is a trace on stderr. */
    @ParameterizedTest
    @CsvSource({"10,0,false", "20,0,false", "64,45,false", "64,20,true"})
    void tooFewProcessesAreTold(int limit, int others, boolean enough) {
        assumeTrue(Needs.isRoot(), "to become another user takes root");
        // A user that nobody else is, for theirs would count.
        Outcome outcome = shell("setpriv --reuid=" + (64_000 + limit + others)
                + " --regid=65534 --clear-groups bash -c 'for i in $(seq " + others
                + "); do sleep 60 >/dev/null 2>&1 & P+=\" $!\"; done; ulimit -u " + limit
                + "; " + Installed.COMMAND
                + " layout show a:u8 --format plain --columns type; s=$?; kill $P 2>/dev/null; wait 2>/dev/null; "
                + "exit $s'");
        if (enough) {
            outcome.succeeds().prints("u8\n");
        } else {
            outcome.exits(7).prints("").complains("Java needs 20 threads, and this user has",
                    "of the " + limit + " that 'ulimit -u' allows");
        }
    }
}
