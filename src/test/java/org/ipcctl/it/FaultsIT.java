package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A system call that fails, by strace(1): {@code src/test/storm/run --storm exhaustion} has each of them fail. */
class FaultsIT extends Scripts {

    FaultsIT() {
        super("N", "faults-it", unnamed -> {}, "failing() { call=$1; shift; timeout 100 strace -f "
                + "--seccomp-bpf -qqq -o /dev/null -e trace=${call%%:*} -e inject=$call ipcctl \"$@\"; }; ");
    }

    @BeforeEach
    void needsStrace() {
        Needs.program("strace", "strace");
        assumeTrue(Installed.shell("strace -f --seccomp-bpf -qqq -o /dev/null true").exitCode() == 0,
                "strace may trace nothing here");
    }

    /** It was left to itself, and what is held for it was given back. */
    @Test
    void cmdIsWaitedForThoughThereIsNoDescriptorToWatchItBy() {
        shell("ipcctl sem create $N --init 1 -q; failing pidfd_open:error=ENFILE sem run $N -- "
                + "sh -c 'echo begun; ipcctl sem get $0; echo ended' $N; s=$?; ipcctl sem rm -q $N; exit $s").succeeds()
                .prints("begun\n0\nended\n");
    }

    @Test
    void aCmdThatNobodyCouldWatchIsEnded() {
        shell("mkfifo lives; cat lives & (failing pidfd_open:error=ENFILE sock listen ./s --once -- sleep 3599; "
                + "echo $?) 8>lives & ipcctl sock connect ./s --retry 60s </dev/null; wait")
                .prints("7\n").complains("too many open files in system (pidfd_open: ENFILE)");
    }

    /** It was a trace of Java, and status 0. */
    @ParameterizedTest
    @ValueSource(strings = {"shutdown:error=EINVAL", "ioctl:error=EINVAL"})
    void aSecondThreadThatFailsEndsTheCommandWithASentence(String fault) {
        Outcome outcome = shell("ipcctl sock listen ./s --once --timeout 60s </dev/null >/dev/null & failing " + fault
                + " sock connect ./s --retry 60s --idle-timeout 60s </dev/null; s=$?; wait; exit $s");
        outcome.exits(1).complains("./s: invalid argument (" + fault.replaceAll(":.*=", ": "));
        assertThat(outcome.err().lines()).hasSize(1);
    }

    /** Of a batch the line, and not the whole. */
    @Test
    void aSecondThreadThatFailsEndsItsLineOfABatch() {
        shell("printf 'sock connect ./s --retry 60s --idle-timeout 60s\\nlayout show a:u8 --format plain --columns "
                + "type' "
                + ">lines; ipcctl sock listen ./s --once --timeout 60s </dev/null >/dev/null & "
                + "failing shutdown:error=EINVAL:when=1 batch --keep-going lines; s=$?; wait; exit $s").exits(1)
                .prints("u8\n").complains("./s: invalid argument (shutdown: EINVAL)", "line 1 ended with status 1");
    }

    /** What could be read of a directory was taken for all of it. */
    @Test
    void aDirectoryThatCannotBeReadIsNoEmptyOne() {
        shell("failing getdents64:error=EIO ls --kind shm").exits(1).prints("")
                .complains("input/output error (getdents64: EIO)");
    }

    /** It was taken for a place where nobody can tell, and the queue stayed there unsaid; also by who lists others. */
    @ParameterizedTest
    @CsvSource({"mq ls, 5", "ls --kind shm, 0", "ls --kind shm --watch=100ms -t 250ms, 124"})
    void aQueueThatIsLeftBehindIsTold(String command, int status) {
        Needs.root();
        Needs.program("unshare", "util-linux");
        shell("export -f failing; unshare -mi bash -c 'mount -t mqueue none /dev/mqueue; "
                + "failing mq_unlink:error=EACCES:when=1 " + command + " >out; echo $?; ls /dev/mqueue | grep -c "
                + "^ipcctl-'").prints(status + "\n1\n")
                .complains("only its owner and root may remove a queue; this temporary queue is left behind",
                        "Remove it with 'ipcctl mq rm ipcctl-");
    }

    /** Who was told that it failed had taken it all the same. */
    @Test
    void aSemaphoreThatCouldNotBeLookedAtIsNotTaken() {
        shell("ipcctl sem create $N --init 9 -q; expected=9; injected=0; for n in 1 2 3 4 5 6 7 8 9; do "
                + "strace -f -qqq -o trace -P /dev/shm/sem.$N -e trace=statx -e inject=statx:error=EIO:when=$n "
                + "ipcctl sem wait $N 2>>said && expected=$((expected - 1)); "
                + "injected=$((injected + $(grep -c INJECTED trace))); done; "
                + "[ $injected -ge 2 ] || echo \"$injected hit\"; "
                + "[ $(ipcctl sem get $N) = $expected ] || echo \"$(ipcctl sem get $N), not $expected\"; "
                + "ipcctl sem rm -q $N").prints("");
    }

    /** It counted as answered, and its caller waited on. That something is not there need not mean the caller. */
    @ParameterizedTest
    @CsvSource({"EIO, input/output error", "ENOENT, no such file or directory"})
    void aCallerIsToldThatItsAnswerCannotBeRead(String error, String told) {
        shell("ipcctl mq create $N -q; strace -f -qqq -o trace -P /memfd:answer -e trace=pread64 "
                + "-e inject=pread64:error=" + error + " ipcctl mq reply $N -n 1 -q --state state -- tr a-z A-Z & "
                + "ipcctl mq call $N hello -t 60s; echo $?; wait $!; echo $?; ipcctl mq rm -q $N; "
                + "grep -c INJECTED trace").prints("1\n1\n1\n")
                .complains("the answer could not be sent: " + told);
    }

    /** In the fifth call: the queue has what was sent before, and standard input still has everything. */
    @Test
    void whatASenderThatIsKilledHadNotSentIsStillInStandardInput() {
        shell("ipcctl mq create $N -q; seq 8 | { strace -f -qqq -o /dev/null -e trace=mq_timedsend "
                + "-e inject=mq_timedsend:signal=KILL:when=5 ipcctl mq send $N --lines -q; echo $?; tr '\\n' ' '; }; "
                + "ipcctl mq recv $N --drain --lines; ipcctl mq rm -q $N")
                .prints("137\n1 2 3 4 5 6 7 8 1\n2\n3\n4\n");
    }

    /** What failed before was told, and of this nothing. */
    @Test
    void aServerThatHasNotGotItsNameBackIsTold() {
        shell("ipcctl sock listen ./s --timeout 60s >/dev/null 2>&1 & p=$!; "
                + "ipcctl wait sock:./s --for peer -t 60s; "
                + "failing renameat:error=EROFS sock spy ./s --silent --timeout 10ms; echo $?; kill $p; wait")
                .prints("124\n").complains("timed out", "read-only file system; the server's socket file is left at "
                        + "'", ".s.ipcctl-spy' (renameat2: EROFS)");
    }

    /** As in a sandbox that lets nobody have UNIX domain sockets; told anew by each line. It was a bug, 70. */
    @Test
    void whatTheJdkCannotBeginIsASentence() {
        Outcome outcome = shell("ipcctl sem create $N -q; printf 'sem stat %s\\nsem stat %s\\n' $N $N "
                + "| failing socketpair:error=EAFNOSUPPORT batch --keep-going; s=$?; ipcctl sem rm $N -q; exit $s");
        assertThat(outcome.err()).doesNotContain("internal error", "\tat ");
        // Later JDKs need none for that.
        if (outcome.exitCode() != 0) {
            outcome.exits(1).complains("Java cannot read files here: address family not supported by protocol");
            assertThat(outcome.err().lines().filter(line -> line.contains("Java cannot"))).hasSize(2);
        }
    }

    /** Told that there is none, nobody would look for it. */
    @Test
    void aQueueThatWasNotMadeToTheEndIsGone() {
        Needs.root();
        shell("failing mq_getsetattr:error=EINVAL mq create $N; ls /dev/mqueue | grep -c $N").prints("0\n")
                .complains("mq_getattr: EINVAL");
    }

    /** It ended, and each CMD with it. */
    @Test
    void aServiceWithoutADescriptorForTheNextOneWaitsForTheEndOfAnother() {
        shell("mkfifo held; (timeout 100 strace -f --seccomp-bpf -qqq -o trace -e trace=accept4 "
                + "-e inject=accept4:error=ENFILE:when=2 ipcctl sock listen ./s --count 2 -- cat; echo $?) & "
                + "ipcctl sock connect ./s --retry 60s <held >first & exec 8>held; echo one >&8; "
                + "until grep -qs one first; do sleep 0.02; done; echo two | ipcctl sock connect ./s >second 8>&- & "
                + "until grep -q INJECTED trace; do sleep 0.02; done; exec 8>&-; wait; cat first second").succeeds()
                .prints("0\none\ntwo\n");
    }

    /** CMD began without it: dup2(2) fails so while another thread opens a file that is to have the number. */
    @Test
    void aDescriptorWhoseNumberIsTakenInThatMomentIsStillHandedOver() {
        shell("echo passed >f; (failing dup2:error=EBUSY:when=2 sock recv-fd ./s --timeout 60s -- sh -c 'cat <&3'; "
                + "echo $?) & ipcctl sock send-fd ./s f --retry 60s -q; wait").succeeds().prints("passed\n0\n");
    }

    /** As of a file on another machine, which is full. */
    @Test
    void whatIsLostAtTheCloseOfTheOutputIsTold() {
        shell("ipcctl shm create $N --size 5 -q; strace -f -qqq -o /dev/null -P $PWD/out -e trace=close "
                + "-e inject=close:error=ENOSPC ipcctl shm read $N >out; s=$?; ipcctl shm rm $N -q; exit $s").exits(7)
                .complains("standard output: no space left on device (close: ENOSPC)");
    }

    /** The server's socket file was removed, for who cannot be connected to is not there. */
    @ParameterizedTest
    @ValueSource(strings = {"socket:error=EMFILE:when=6+", "connect:error=ECONNREFUSED:when=4+"})
    void aServerThatCannotBeAskedForIsNotTakenForOneThatHasGone(String fault) {
        shell("ipcctl sock listen ./s --timeout 60s >/dev/null 2>&1 & p=$!; ipcctl wait sock:./s --for peer -t 60s; "
                + "i=$(stat -c %i s); failing " + fault + " sock spy ./s --silent --timeout 10ms; echo $?; "
                + "[ $(stat -c %i s) = $i ] && ls -A; kill $p; wait").prints("124\ns\n").complains("timed out");
    }

    /** Who is there already, or has sent, lost his message where what was set already could not be set again. */
    @ParameterizedTest
    @ValueSource(strings = {"dgram", "seqpacket"})
    void messagesAreNotLostByWhatTheReceiverCanDoWithout(String type) {
        shell("(failing setsockopt:error=EINVAL:when=2+ sock recv ./s --type " + type + " -n 2 --lines --timeout 60s; "
                + "echo $?) & seq 2 | ipcctl sock send ./s --type " + type + " --lines --retry 60s; wait").succeeds()
                .prints("1\n2\n0\n");
    }

    /** What was begun before it could be seen to that it ends was left behind. */
    @Test
    void whatCannotBeSeenToAtTheEndIsNotBegun() {
        Needs.root();
        shell("ipcctl mq create $N -q; failing eventfd2:error=ENFILE mq call $N text; echo $?; "
                + "ls /dev/mqueue | grep $N; ipcctl mq rm $N -q").prints("7\n" + name.substring(1) + "\n")
                .complains("too many open files in system (eventfd: ENFILE)");
    }

    /** With root's PATH another user is denied the look into some of its directories. */
    @ParameterizedTest
    @ValueSource(strings = {"sem run $N", "sysv sem run $K --init 1"})
    void aCommandThatIsNowhereIsNotOneThatMayNotBeRun(String command) {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        shell("mkdir locked; chmod 700 locked; export N PATH=$PWD/locked:$PATH; "
                + "setpriv --reuid 65534 --regid 65534 --clear-groups sh -c '"
                + "K=$((0x5e000000 + $$)); ipcctl sem create $N --value 1 -q; "
                + "ipcctl " + command + " -- ipcctl-no-such-command; s=$?; "
                + "ipcctl sem rm $N -q; ipcctl sysv sem rm $K -q 2>/dev/null; exit $s'").exits(127)
                .complains("ipcctl-no-such-command: command not found");
    }

    /** In place of why the command ended, of which nothing was told. */
    @ParameterizedTest
    @ValueSource(strings = {"listen ./s", "listen ./s --type dgram", "listen ./s -- cat", "recv ./s", "recv-fd ./s",
        "proxy ./s ./other"})
    void aSocketFileThatIsLeftBehindIsToldToo(String command) {
        shell("failing unlinkat:error=EROFS sock " + command.replaceFirst("./s", "./s --timeout 10ms")).exits(124)
                .complains("timed out after 10ms",
                        "./s: read-only file system; the socket's file is left behind (unlinkat: EROFS)");
    }

    /** Who has connected is served nevertheless: what it had sent was lost. */
    @ParameterizedTest
    @ValueSource(strings = {"recv ./s --type seqpacket --timeout 60s",
        "listen ./s --count 1 --timeout 60s", "listen ./s --count 1 --timeout 60s -- cat"})
    void aSocketFileThatIsLeftBehindCostsNobodyAMessage(String command) {
        boolean answers = command.endsWith("cat");
        shell("(failing unlinkat:error=EROFS sock " + command + " </dev/null >got; echo $?) & "
                + (answers ? "echo text | ipcctl sock connect ./s --retry 60s >got.back"
                        : command.startsWith("recv") ? "ipcctl sock send ./s --type seqpacket text --retry 60s -q"
                                : "echo text | ipcctl sock connect ./s --retry 60s")
                + "; wait; cat got" + (answers ? ".back" : "") + " | tr -d '\\n'").prints("5\ntext")
                .complains("./s: read-only file system; the socket's file is left behind (unlinkat: EROFS)");
    }

    /** It was taken for what was never made; and of two, the other one was not tried. */
    @Test
    void whatABenchmarkLeavesBehindIsTold() {
        shell("TMPDIR=$PWD failing unlinkat:error=EROFS bench fifo --metric latency --size 64 --count 10 >/dev/null; "
                + "ls | sed 's/.*[.]//' | sort -u").prints("back\nthere\n")
                .complains(".there: read-only file system", ".back: "
                        + "read-only file system (unlinkat: EROFS)");
    }
}
