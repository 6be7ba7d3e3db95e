package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl pipe-demo} from a shell. */
class PipeDemoIT {
    /** The prefix that makes a command of an ordinary user, empty where this is one. */
    private static String ordinary() {
        if (!Needs.isRoot()) {
            return "";
        }
        Needs.program("setpriv", "util-linux");
        return "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    }

    @Test
    void execPrintsWhatTheCommandPrints() {
        Installed.shell("diff <(ipcctl pipe-demo exec -- ls -la /etc) <(ls -la /etc) && echo same").succeeds()
                .prints("same\n");
        try (Scratch scratch = new Scratch()) {
            String file = scratch.path("random");
            Installed
                    .shell("head -c 3000000 /dev/urandom >" + file + "; ipcctl pipe-demo exec -- cat " + file
                            + " | cmp - " + file)
                    .succeeds();
        }
    }

    @Test
    void execHandsStdinOnAndPassesTheStatus() {
        Installed.shell("echo hello | ipcctl pipe-demo exec -- cat; ipcctl pipe-demo exec -- sh -c 'exit 7'; echo $?")
                .succeeds().prints("hello\n7\n");
        Installed.shell("ipcctl pipe-demo exec -- nope; echo $?; ipcctl pipe-demo exec -- /etc/passwd; echo $?; "
                + "ipcctl pipe-demo exec -- sh -c 'kill -9 $$'; echo $?").exits(0).prints("127\n126\n137\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "sleep 3599", "sh -c 'echo a; exec sleep 3599'",
        "sh -c 'trap \"\" PIPE; exec yes 2>/dev/null'"})
    void aReaderThatLeavesEndsExecAndCmd(String command) {
        // The child writes its pid first; where it is still there afterwards, kill -0 finds it.
        Outcome outcome = Installed
                .shell("ipcctl pipe-demo exec -- sh -c 'echo $$; exec " + command.replace("'", "'\\''")
                        + "' | { read -r pid; echo $pid; exec 0<&-; }; echo ${PIPESTATUS[0]}");
        String[] lines = outcome.succeeds().out().split("\n");
        assertThat(lines[1]).isEqualTo("141");
        assertThat(Files.exists(Path.of("/proc", lines[0], "exe"))).as("CMD %s still runs", lines[0]).isFalse();
    }

    @Test
    void aSignalThatEndsIpcctlEndsCmdToo() {
        Outcome outcome = Installed
                .shell("coproc ipcctl pipe-demo exec -- sh -c 'echo $$; exec sleep 3599'; read -r pid <&${COPROC[0]}; "
                        + "kill -TERM $COPROC_PID; wait $COPROC_PID; echo $?; while kill -0 $pid 2>/dev/null && "
                        + "! grep -q '^State:.Z' /proc/$pid/status; do sleep 0.02; done; echo gone");
        outcome.succeeds().prints("143\ngone\n");
    }

    @Test
    void closedStreamsStayClosedForCmdToo() {
        Installed.shell("ipcctl pipe-demo exec -- cat <&-").exits(1).prints("").complains("Bad file descriptor");
        Installed.shell("ipcctl pipe-demo exec -- echo x >&-").exits(1).complains("standard output",
                "bad file descriptor");
        Installed.shell("ipcctl pipe-demo >&-").exits(1).complains("standard output");
        Installed.shell("ipcctl pipe-demo exec -- echo x 2>&-").succeeds().prints("x\n");
        Installed.shell("ipcctl pipe-demo >/dev/full").exits(7).complains("no space left on device (write: ENOSPC)");
        Installed.shell("ipcctl pipe-demo | true; echo ${PIPESTATUS[0]}").succeeds().prints("141\n");
    }

    @Test
    void cmdGetsBackWhatTheLauncherKeptFromTheJvm() {
        Installed.shell(
                "JAVA_TOOL_OPTIONS='-Dx=1 2' ipcctl pipe-demo exec -- env | grep -e JAVA_TOOL -e IPCCTL_SAVED -e "
                        + "IPCCTL_LAUNCHER")
                .succeeds().prints("JAVA_TOOL_OPTIONS=-Dx=1 2\n");
    }

    @Test
    void cmdHasOnlyItsThreeDescriptorsAndDefaultSignals() {
        Installed.shell("ipcctl pipe-demo exec -- " + CPrograms.path("fds") + " </dev/null 2>/dev/null | cut -d' ' -f1")
                .succeeds().prints("0\n1\n2\n");
        Installed.shell("ipcctl pipe-demo exec -- grep -E 'Sig(Blk|Ign)' /proc/self/status").succeeds()
                .prints("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void aMessageArrivesByteForByteInAnyLocale(String locale) {
        Installed
                .shell("LC_ALL=" + locale
                        + " ipcctl pipe-demo message $'\\xff\\xc3\\xa9 @x' --format ndjson --columns message,verdict")
                .succeeds().prints("{\"message\":\"/8OpIEB4\",\"verdict\":\"ok\"}\n");
    }

    @Test
    void anExperimentThatCannotBeCarriedOutDeviatesAndTheOthersStillRun() {
        String nowhere = "PATH=/nowhere IPCCTL_JAVA_HOME='" + System.getProperty("java.home") + "' "
                + Installed.COMMAND;
        Outcome outcome = Installed.shell(nowhere + " pipe-demo --format plain --columns experiment,verdict").exits(1);
        assertThat(outcome.out())
                .isEqualTo("message\tdeviates\nexec\tdeviates\ncapacity\tok\natomicity\tdeviates\neof\tdeviates\n"
                        + "sigpipe\tdeviates\n");
        outcome.complains(
                "ipcctl pipe-demo: eof: cat: command not found (posix_spawnp: ENOENT). Check its spelling and "
                        + "PATH.\n");
        Installed.shell(nowhere + " pipe-demo eof").exits(127).prints("").complains("cat: command not found");
    }

    @Test
    void anOrdinaryUserSeesTheSame() {
        Installed
                .shell(ordinary() + Installed.COMMAND
                        + " pipe-demo --format plain --columns verdict | sort | uniq -c | tr -s ' '")
                .succeeds().prints(" 6 ok\n");
        Outcome capacity = Installed.shell(ordinary() + Installed.COMMAND
                + " pipe-demo capacity --format plain --columns step,observed,limit").succeeds();
        assertThat(capacity.out())
                .containsPattern("above pipe-max-size\tEPERM: pipe-max-size is \\d+ bytes\tfs.pipe-max-size");
    }

    /** With all of a user's pages in use new pipes are small, and that is no fault of the kernel. */
    @Test
    void theLimitOnAllPipesOfAUserIsNamed() throws Exception {
        try (Scratch scratch = new Scratch()) {
            Path hog = Files.copy(Path.of(CPrograms.path("pipe_hog")), Path.of(scratch.path("hog")));
            Files.setPosixFilePermissions(hog, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(scratch.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Outcome outcome = Installed
                    .shell("coproc " + ordinary() + hog + "; read -r word <&${COPROC[0]}; " + ordinary()
                            + Installed.COMMAND
                            + " pipe-demo capacity --format plain --columns step,observed,verdict,limit; s=$?; "
                            + "echo >&${COPROC[1]}; wait; exit $s");
            assertThat(outcome.succeeds().out()).doesNotContain("deviates").containsPattern(
                    "new pipe\tholds \\d+ KiB: pipe-user-pages-(soft|hard) \\(\\d+\\) is used "
                            + "up\tok\tfs.pipe-user-pages-(soft|hard)");
        }
    }

    @Test
    void aScriptWithoutInterpreterIsOneForTheShell() throws Exception {
        try (Scratch scratch = new Scratch()) {
            Path script = Path.of(scratch.path("ipcctl-t-plain"));
            Files.writeString(script, "echo \"$0 $1\"; exit 3\n");
            script.toFile().setExecutable(true);
            Installed.shell("cd " + scratch.directory() + "; ipcctl pipe-demo exec -- ./ipcctl-t-plain a").exits(3)
                    .prints("./ipcctl-t-plain a\n");
            Installed.shell("PATH=$PATH:" + scratch.directory() + "; ipcctl pipe-demo exec -- ipcctl-t-plain a")
                    .exits(3).prints(script + " a\n");
        }
    }

    @Test
    void aCmdThatTakesTooLongIsEnded() {
        Installed.shell("ipcctl pipe-demo exec -t 3s -- sh -c 'echo here; exec sleep 3599'").exits(124)
                .prints("here\n")
                .complains("timed out after 3s");
        Installed.shell("ipcctl pipe-demo exec -t 200ms -- sh -c 'exec >&- sleep 3599'").exits(124);
        Installed.shell("ipcctl pipe-demo exec -t 200ms -- sh -c 'trap \"\" TERM; exec sleep 3599'").exits(124);
    }
}
