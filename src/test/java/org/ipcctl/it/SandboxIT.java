package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a kernel is too old for, and what a container's seccomp profile forbids: another way where there is one, and
 * else a sentence.
 */
class SandboxIT extends Scripts {

    SandboxIT() {
        super("N", "sandbox-it", unnamed -> {},
                "refused() { error=$1; calls=$2; shift 2; " + CPrograms.path("refuse")
                        + " \"$error\" \"$calls\" ipcctl \"$@\"; }; ");
    }

    @BeforeEach
    void needsSeccomp() {
        Needs.that(Installed.shell(CPrograms.path("refuse") + " ENOSYS mq_notify true").exitCode() == 0,
                "this kernel has no seccomp filters");
    }

    /** It ended each CMD as soon as it had begun. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void theEndOfCmdIsToldAlsoWithoutPidfdOpen(String error) {
        shell("refused " + error + " pidfd_open sock listen ./s --count 2 -- sh -c 'read l; echo \"<$l>\"; exit 3' & "
                + "for i in 1 2; do echo $i | ipcctl sock connect ./s --retry 60s; done; wait $!; echo $?")
                .succeeds().prints("<1>\n<2>\n0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void jobsAreWorkedOnAlsoWithoutPidfdOpen(String error) {
        shell("ipcctl mq create $N -q; seq 5 | ipcctl mq send $N --lines -q; refused " + error
                + " pidfd_open mq work $N --state st --drain -q -j 2 -- sh -c 'read n; echo $n >>log'; echo $?; "
                + "ipcctl mq rm $N -q; sort log").succeeds().prints("0\n1\n2\n3\n4\n5\n");
    }

    /** It did not begin CMD. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void cmdRunsUnderItsLockAlsoWithoutProgramsInMemory(String error) {
        shell("refused " + error + " memfd_create mutex run $N -- echo inside; s=$?; ipcctl mutex rm $N -q; exit $s")
                .exits(0).prints("inside\n")
                .complains("kill -9 of ipcctl would leave CMD running", "(" + error + ")");
    }

    /** EPERM ended it, of a call that asks for nothing that read(2) and write(2) have not. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void bytesGoByReadAndWriteWhereNothingElseIsAllowed(String error) {
        shell("F='" + error + " splice,tee,sendfile,copy_file_range'; head -c 300000 /dev/urandom >f; "
                + "cat f | refused $F shm write $N --create -q; refused $F shm read $N | cmp - f && echo piped; "
                + "refused $F shm read $N >g; cmp f g && echo to a file; refused $F pipe meter <f | cmp - f && "
                + "echo metered; ipcctl shm rm $N -q; "
                + "(refused $F sock listen ./s --once | cmp - f && echo received) & "
                + "cat f | refused $F sock connect ./s --retry 60s; wait; "
                + "mkfifo p; (refused $F fifo read p | cmp - f && echo read) & refused $F fifo write p <f; wait")
                .succeeds().prints("piped\nto a file\nmetered\nreceived\nread\n");
    }

    /** What one of two readers of a pipe has not used is the other's where tee(2) may look ahead, and only there. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void linesAreReadFromAPipeAlsoWithoutALookAhead(String error) {
        shell("ipcctl mq create $N -q; printf 'a\\nb\\n' | refused " + error + " tee mq send $N --lines -q; echo $?; "
                + "ipcctl mq recv $N --lines -n 2; ipcctl mq rm $N -q").succeeds().prints("0\na\nb\n");
    }

    /** Byte by byte: not a byte behind the lines that were asked for is taken. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void linesAreReadFromAFifoAlsoWithoutALookAhead(String error) {
        shell("mkfifo f; exec 3<>f; printf 'a\nb\nc\nd' >&3; refused " + error + " tee fifo read f --lines 2; "
                + "refused " + error + " tee fifo read f --lines 2 -t 20ms; echo $?")
                .prints("a\nb\nc\nd124\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void aSemaphoreIsPostedWhereNoMemoryCanBeReserved(String error) {
        shell("ipcctl sem create $N -q; refused " + error + " fallocate sem post $N; ipcctl sem get $N; "
                + "ipcctl sem rm $N -q").succeeds().prints("2\n");
    }

    @Test
    void whatNothingTellsOfIsLookedAfter() {
        shell("refused EPERM inotify_init1,inotify_add_watch wait shm:$N --for exists -t 60s & "
                + "ipcctl shm create $N --size 1 -q; wait $!; echo $?; ipcctl shm rm $N -q").succeeds().prints("0\n");
    }

    /** That only root may do it was not the reason. */
    @Test
    void aSandboxIsTheReasonWhereNothingElseCanBe() {
        shell("refused EPERM msgget sysv msg create 4711").exits(5).complains(
                "0x00001267: operation not permitted (msgget: EPERM)",
                "The sandbox of this process may forbid this call",
                "SystemCallFilter=");
        shell("refused EPERM mq_open mq create $N").exits(5).complains("operation not permitted (mq_open: EPERM)",
                "The sandbox of this process may forbid this call");
        shell("refused ENOSYS semget sysv sem create 4711").exits(8).complains(
                "this kernel has no System V IPC (CONFIG_SYSVIPC) (semget: ENOSYS)",
                "If the kernel has this call, the sandbox of this process forbids it");
    }

    /** One command for each call that is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void whatIsForbiddenIsASentence(String error) {
        Outcome outcome = shell("mkfifo f; ipcctl mq create $N -q; ipcctl shm create $N --size 9 -q; "
                + "ipcctl sem create $N -q; try() { timeout 60 " + CPrograms.path("refuse") + " " + error
                + " \"$1\" ipcctl $2 </dev/null >/dev/null 2>err; s=$?; case $s in 0 | 1 | 3 | 5 | 7 | 8) ;; "
                + "*) echo \"$1 $2: $s\"; cat err;; esac; grep -H 'internal error\\|\tat ' err; "
                + "[ $s = 0 ] || [ -s err ] || echo \"$1 $2: $s, and nothing is said\"; }; "
                + "try mq_timedsend \"mq send $N text\"; try mq_timedreceive \"mq recv $N\"; "
                + "try mq_getsetattr \"mq stat $N\"; try mq_notify \"mq notify $N --timeout 1s -- true\"; "
                + "try statx \"shm ls\"; try statfs \"mq ls\"; try linkat \"shm create $N-2 --size 1\"; "
                + "try mknodat \"mkfifo g\"; try eventfd2 \"mutex run $N-m -- true\"; "
                + "try get_robust_list \"mutex run $N-m -- true\"; try flock \"mq work $N --state st --drain -- cat\"; "
                + "try memfd_create \"mq work $N --state st --drain -- cat\"; try socket \"sock send ./s text\"; "
                + "try unlinkat \"fifo rm f\"; try epoll_create1 \"mq send $N --lines\"; "
                + "try pidfd_getfd \"fifo peek f\"; try renameat2 \"sock spy ./s --timeout 1s\"; "
                + "ipcctl mutex rm -f -q $N-m; ipcctl mq rm -q $N; ipcctl shm rm -f -q $N $N-2; ipcctl sem rm -q $N");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEmpty();
    }
}
