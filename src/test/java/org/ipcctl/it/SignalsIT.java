package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.mq.MessageQueue;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every signal that can be caught, and what is left after it; src/test/storm/signals does the same often. */
class SignalsIT extends Scripts {
    private static final int SIGNALLED = 128;

    SignalsIT() {
        super("N", "signals-it", unnamed -> {}, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31, 34, 42, 50,
        64})
    void aListenersFileIsGoneAndNothingIsPrinted(int signal) {
        shell("env --default-signal ipcctl sock listen s >out 2>err & until [ -S s ]; do sleep 0.02; done; kill "
                + "-" + signal
                + " $!; wait $! 2>/dev/null; echo $?; "
                + "cat out err; ls").prints((SIGNALLED + signal) + "\nerr\nout\n");
    }

    /**
     * Its descriptors are CMD's by then, and the search for CMD along this PATH takes a while: what tells of the signal
     * would be written to one of them.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void aSignalWhileItBecomesCmdEndsIt(int descriptors) {
        shell("echo text >file; long=$(printf '/none:%.0s' {1..20000}); tool=$(command -v ipcctl); "
                + "for try in {1..20}; do "
                + "env --default-signal PATH=\"$long$PATH\" $tool sock recv-fd s -- true & p=$!; "
                + "ipcctl sock send-fd s --read-write --retry 20s"
                + " file".repeat(descriptors)
                + "; while [ -e /proc/$p/exe ] && ! [ /proc/$p/fd/3 -ef file ]; do :; done; kill $p; "
                + "wait $p 2>/dev/null; status=$?; [ $status = 0 ] || break; done; "
                + "echo $status; cat file").prints("143\ntext\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 11, 12, 13, 14, 30, 60})
    void cmdIsToldAndTheSemaphoreHasItsValueAgain(int signal) {
        scratch.atEnd(() -> NamedSemaphore.unlink(name));
        shell("ipcctl sem create $N -q; env --default-signal ipcctl sem run $N -- sh -c 'echo $$ >cmd.new; "
                + "mv cmd.new cmd; exec sleep 60' & "
                + "until [ -e cmd ]; do sleep 0.02; done; kill -" + signal
                + " $!; wait $! 2>/dev/null; echo $?; ipcctl sem get $N; "
                + "kill -0 $(cat cmd) 2>/dev/null || echo gone").prints((SIGNALLED + signal) + "\n1\ngone\n");
    }

    /** A mutex lies in mapped memory, whose faults (SIGBUS) are survived. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 11, 13, 15, 24, 25, 31, 60})
    void cmdIsToldAndTheMutexIsGivenBack(int signal) {
        scratch.atEnd(() -> SharedMemory.unlink(name));
        shell("env --default-signal ipcctl mutex run $N -- sh -c 'echo $$ >cmd.new; mv cmd.new cmd; exec sleep 60' & "
                + "until [ -e cmd ]; do sleep 0.02; done; kill -" + signal
                + " $!; wait $! 2>/dev/null; echo $?; ipcctl mutex run $N --nonblock -- echo free 2>&1; "
                + "kill -0 $(cat cmd) 2>/dev/null || echo gone").prints((SIGNALLED + signal) + "\nfree\ngone\n");
    }

    /** The JVM prints its threads at SIGQUIT, into whatever stdout is, and lives on. */
    @Test
    void ctrlBackslashEndsACommandThatWaitsAndPrintsNothing() {
        scratch.atEnd(() -> MessageQueue.unlink(name));
        Outcome outcome = shell("ipcctl mq create $N -q; env --default-signal ipcctl mq recv $N & "
                + "until grep -qE '^(243|183) ' /proc/$!/task/*/syscall 2>/dev/null; do sleep 0.02; done; "
                + "kill -QUIT $!; wait $! 2>/dev/null; echo $?");
        outcome.prints("131\n");
    }

    @Test
    void whatTheCallerIgnoresStaysIgnored() {
        shell("trap '' QUIT PIPE ALRM; ipcctl sock listen s & p=$!; until [ -S s ]; do sleep 0.02; done; kill -QUIT "
                + "$p; "
                + "kill -PIPE $p; kill -ALRM $p; "
                + "kill -TERM $p; wait $p; echo $?").prints("143\n");
    }

    @Test
    void aSecondSignalChangesNothing() {
        shell("ipcctl sock listen s & p=$!; until [ -S s ]; do sleep 0.02; done; kill -TERM $p; kill -USR1 $p "
                + "2>/dev/null; "
                + "wait $p 2>/dev/null; "
                + "s=$?; [ $s = 143 ] || [ $s = 138 ] || echo $s; ls").prints("");
    }

    /**
     * As where the interrupted program is one in C: a shell script stops at Ctrl-C only if its child was ended by the
     * signal.
     */
    @Test
    void aCommandThatHoldsNothingIsEndedByTheSignalItself() {
        // Before it becomes ipcctl it is a copy of this shell, in whose command line the word must not be found.
        Outcome outcome = shell(
                "mkfifo f; env --default-signal ipcctl fifo read f & p=$!; "
                        + "until [ -d /proc/$p/task ] && grep -qs 'ipcctl[.]ignored' /proc/$p/cmdline; do sleep 0.02; "
                        + "done; "
                        + "kill -INT $p; wait $p; echo $?; [ ! -e /tmp/.java_pid$p ] || echo 'a file of the JVM is "
                        + "left'");
        assertThat(outcome.out()).isEqualTo("130\n");
    }

    /**
     * The end of the process waits for who has a part of a record in hand, and who got more of it by then waited for
     * the end.
     */
    @Test
    void theRestOfARecordOfWhichAPartWasTakenMayComeWhileTheProcessEnds() {
        String whole = shell("ipcctl sock recv s --type dgram --lines >got & r=$!; mkfifo f; "
                + "timeout 60 env --default-signal ipcctl sock send s --type dgram --retry 20s --lines -v <f 2>said & "
                + "exec 3>f; head -c 40000 /dev/zero | tr '\\0' x >&3; "
                + "until grep -q 'read(.* = [0-9]' said; do sleep 0.01; done; p=$(pgrep -P $!); kill -TERM $p; "
                // On a busy machine it may have waited long enough, and the shell writes to nobody.
                + "trap '' PIPE; "
                + "while [ -d /proc/$p ] && ! grep -qs 'what was not se' /proc/$p/task/*/comm; do sleep 0.01; done; "
                + "head -c 40000 /dev/zero | tr '\\0' x >&3; echo >&3; "
                + "wait $!; echo $?; kill $r 2>/dev/null; wait $r; tr -d x <got").out();
        assertThat(whole).startsWith("143\n");
    }

    /** Ctrl-S, and then kill: it waited for somebody to type Ctrl-Q. */
    @ParameterizedTest
    @ValueSource(strings = {"bench mq --duration 2s", "mq work $N -- true", "ls --watch", "pipe meter --stats"})
    void aTerminalThatWasStoppedKeepsNobodyFromTheEnd(String command) {
        Outcome outcome = killed("os.write(into, b\"x\")\n"
                + "piped = sys.argv[2] == \"pipe\"\n"
                + "words = ([] if piped else [\"setsid\", \"-c\"]) + sys.argv[1:]\n"
                + "process = start(words, stdin=pipe if piped else its, stdout=its)\n"
                + "os.read(ours, 1)\n"
                + "termios.tcflow(its, termios.TCOOFF)\n", command);
        // One that had not taken the signal over yet is ended by it.
        assertThat(outcome.succeeds().out()).isIn("143\n", "-15\n");
    }

    /** Who waits in write(2), for a terminal or for the reader of a pipe, hears a signal nevertheless. */
    @ParameterizedTest
    @ValueSource(strings = {"mq work $N -- python3 ctrl-s", "mq work $N -v -- python3 ctrl-s",
        "mq work $N --format ndjson -- true",
        "mq work $N --drain --format table -- true"})
    void whoTakesNothingKeepsNobodyFromTheEnd(String command) {
        killed("os.set_blocking(into, False)\n"
                + "os.write(into, bytes(65536))\n"
                + "os.set_blocking(into, True)\n"
                + "process = start(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=into)\n"
                + "def call_of(file):\n"
                + "    try:\n"
                + "        return tuple(open(file).read().split()[:2])\n"
                + "    except OSError:  # The thread has ended.\n"
                + "        return ()\n"
                + "def writes():\n"
                + "    calls = map(call_of, glob.glob(\"/proc/%d/task/*/syscall\" % process.pid))\n"
                + "    return any(call in ((write, \"0x1\"), (write, \"0x2\")) for call in calls)\n"
                + "write = \"64\" if os.uname().machine == \"aarch64\" else \"1\"\n"
                + "end = time.monotonic() + 60\n"
                + "while \"ctrl-s\" in sys.argv and not os.path.exists(\"off\") or not writes():\n"
                + "    if time.monotonic() > end:\n"
                + "        process.kill()\n"
                + "        exit(\"it never waits in write(2)\")\n"
                + "    time.sleep(0.01)\n", command).succeeds().prints("143\n");
    }

    /**
     * How it ends by SIGTERM.
     *
     * @param starting lines of Python that start it, as {@code process}, and wait for the moment
     */
    private Outcome killed(String starting, String command) {
        Needs.program("python3", "python3");
        scratch.atEnd(() -> MessageQueue.unlink(name));
        return shell("echo 'import termios; termios.tcflow(2, termios.TCOOFF); open(\"off\", \"w\"); exit(1)' >ctrl-s; "
                // Jobs that fail are kept there.
                + "export XDG_STATE_HOME=$PWD; "
                + "ipcctl mq create $N -q; ipcctl mq send $N one; python3 -c '\n"
                + "import fcntl, glob, os, pty, struct, subprocess, sys, termios, time\n"
                + "ours, its = pty.openpty()\n"
                + "fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack(\"HHHH\", 24, 80, 0, 0))\n"
                + "pipe, into = os.pipe()\n"
                + "def start(words, **streams):\n"
                + "    return subprocess.Popen(words, stderr=its, env=dict(os.environ, TERM=\"xterm\"), **streams)\n"
                + starting
                + "process.terminate()\n"
                + "try:\n"
                + "    status = process.wait(60)\n"
                + "except subprocess.TimeoutExpired:\n"
                + "    process.kill()\n"
                + "    status = \"it waits\"\n"
                + "print(status)' ipcctl " + command);
    }
}
