package org.ipcctl.it;

import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code sock listen} at a socket that others made, and what it says when it listens. {@code $S} is a path of the test.
 */
class SockHandedIT extends Scripts {
    /**
     * Listens at $S with a socket of type argument 1, has the rest of its arguments run with it as descriptor 3, and
     * waits for that. Then it tells how it finds its socket, and serves who comes next.
     */
    private static final String PYTHON_HAND = "import socket,sys,os,fcntl\n"
            + "s=socket.socket(socket.AF_UNIX,int(sys.argv[1])); s.bind(os.path.abspath('s')); s.listen(); "
            + "before=fcntl.fcntl(s,fcntl.F_GETFL)\n"
            + "p=os.fork()\n"
            + "if p==0:\n"
            + "  os.dup2(s.fileno(),3); os.set_inheritable(3,True); "
            + "os.environ.update(LISTEN_FDS='1',LISTEN_PID=str(os.getpid())); os.execvp(sys.argv[2],sys.argv[2:])\n"
            + "print('up',flush=True)\n"
            + "status=os.waitpid(p,0)[1]; status=os.WEXITSTATUS(status)\n"
            + "print(status,fcntl.fcntl(s,fcntl.F_GETFL)==before,s.getsockopt(1,16),flush=True)\n"
            + "s.settimeout(60); c,_=s.accept(); c.send(b'from python'); c.close()\n";

    SockHandedIT() {
        super(AWAIT + "S=$PWD/s; hand() { python3 -c \"$HAND\" \"$@\"; }; HAND='"
                + PYTHON_HAND.replace("'", "'\\''") + "'; ");
        Needs.program("python3", "python3");
    }

    @Test
    void systemdHandsOverASocket() {
        Needs.program("systemd-socket-activate", "systemd");
        // CMD has neither the socket nor the variables that tell of it.
        shell("systemd-socket-activate -l $S ipcctl sock listen fd:3 --once -- sh -c 'cat; "
                + "echo ${LISTEN_FDS-none} ${LISTEN_PID-none}; [ -e /proc/$$/fd/3 ] || echo closed' 2>err & A=$!; "
                + "await $S; echo hi | ipcctl sock connect $S; wait $A; echo $?; ls $S")
                .prints("hi\nnone none\nclosed\n0\n" + scratch.path("s") + "\n");
    }

    @ParameterizedTest
    @CsvSource({"1,stream", "5,seqpacket"})
    void whoMadeItGoesOnToListen(int number, String type) {
        shell("hand " + number + " ipcctl sock listen fd:3 --type " + type
                + " --once </dev/null >out & P=$!; await $S; echo hi | ipcctl sock connect $S; "
                + "until grep -q True out; do sleep 0.02; done; ipcctl sock connect $S </dev/null; echo; wait $P; "
                + "echo $?; "
                + "cat out")
                .prints("from python\n0\nup\nhi\n0 True 0\n");
    }

    @Test
    void aSignalLeavesItToTheOthers() {
        shell("mkfifo ready; hand 1 sh -c 'echo $$ >pid; exec ipcctl sock listen fd:3 --ready-fd 9 9>ready' </dev/null "
                + ">out & P=$!; cat ready; kill -TERM $(cat pid); "
                + "until grep -q True out; do sleep 0.02; done; ipcctl sock connect $S </dev/null; echo; wait $P; "
                + "cat out")
                .prints("READY=1\nfrom python\nup\n143 True 0\n");
    }

    @Test
    void descriptorsForAnotherProcessAreNotTaken() {
        shell("hand 1 sh -c 'LISTEN_PID=1 ipcctl sock listen fd:3; echo $?; unset LISTEN_PID; "
                + "ipcctl sock listen fd:3 --type seqpacket; echo $?; "
                + "exec ipcctl sock listen fd:3 -t 0' </dev/null >out & P=$!; await $S; until grep -q True out; do "
                + "sleep 0.02; "
                + "done; ipcctl sock connect $S </dev/null >/dev/null; wait $P; cat out")
                .prints("up\n1\n1\n124 True 0\n")
                .complains("passed to process 1 (LISTEN_PID)", "fd:3: is of type stream, not seqpacket");
    }

    @Test
    void theServiceManagerIsToldWhenItListens() {
        shell("N=@$(basename $PWD)-ready; ipcctl sock recv $N -t 60s & R=$!; until ipcctl sock ls $N >seen 2>&1; do "
                + "sleep 0.02; "
                + "done; "
                + "NOTIFY_SOCKET=$N ipcctl sock listen $S --once </dev/null >out & L=$!; wait $R; echo; "
                + "echo hi | ipcctl sock connect $S; wait $L; echo $?; cat out")
                .prints("READY=1\n0\nhi\n");
        shell("NOTIFY_SOCKET=$PWD/none ipcctl sock listen $S -t 0 2>&1; echo $?").prints(
                "ipcctl sock listen: the service manager cannot be notified that this is ready (NOTIFY_SOCKET): "
                        + scratch.path("none")
                        + ": no such socket (connect: ENOENT)\nipcctl sock listen: " + scratch.path("s")
                        + ": timed out after 0s waiting for a connection (accept4: ETIMEDOUT).\n124\n");
    }

    /** Whoever waits for the end of what is written there is not kept waiting. */
    @Test
    void aDescriptorIsToldAndClosed() {
        shell("mkfifo ready; ipcctl sock listen $S --once --ready-fd 7 7>ready </dev/null >out -- sh -c '[ -e "
                + "/proc/$$/fd/7 ] || cat' & L=$!; cat ready; "
                + "echo hi | ipcctl sock connect $S; wait $L; echo $?").prints("READY=1\nhi\n0\n");
        shell("ipcctl sock listen $S --ready-fd 7; echo $?; [ -e $S ] || echo none").prints("3\nnone\n")
                .complains("descriptor 7: it is not open", "7>FILE");
    }
}
