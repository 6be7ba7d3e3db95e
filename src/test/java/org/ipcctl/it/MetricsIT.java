package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ipcctl metrics} beside the tools that read it, and under signals. */
class MetricsIT {
    private static final String ORDINARY = "ordinary() { setpriv --reuid=65531 --regid=65531 --clear-groups env "
            + "PATH=\"$PATH\" \"$@\"; }; ";
    /** {@code serve} starts a server whose address is then {@code $url}, and whose process {@code $server}. */
    private static final String SERVE = "serve() { mkfifo u; env --default-signal ipcctl metrics --listen 127.0.0.1:0 "
            + "\"$@\" >u 2>err & server=$!; read -r url <u; rm u; }; ";

    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private Outcome shell(String script) {
        return Installed.shell("cd '" + scratch.directory() + "'; " + script);
    }

    /** Name spaces of their own for objects, so that names may be as bad as they can be. */
    private static Outcome apart(String script) {
        Needs.root();
        Needs.program("unshare", "util-linux");
        return Installed.shell("exec unshare -m -i -p -f --kill-child --mount-proc bash -c '" + ORDINARY
                + "mount -t mqueue none /dev/mqueue; mount -t tmpfs -o mode=1777 none /dev/shm; " + script + "'");
    }

    @Test
    void promtoolHasNoComplaint() {
        Needs.program("promtool", "prometheus");
        Outcome checked = shell("ipcctl metrics -q | promtool check metrics");
        assertThat(checked.exits(0).out() + checked.err()).isEmpty();
    }

    @Test
    void promtoolReadsTheWorstNames() {
        Needs.program("promtool", "prometheus");
        Outcome checked = apart(
                "for n in $(printf \"%s\" a\\\"b) $(printf \"a\\134b\") $(printf \"\\033[31m\") $(printf "
                        + "\"\\377\\376\") $(printf \"\\u20ac{}=,\"); do "
                        + "ipcctl mq create \"$n\" -q; ipcctl sem create \"$n\" -q; ipcctl mutex create \"m$n\" -q; "
                        + "ipcctl shm create \"s$n\" -s 1 -q; done; "
                        + "ipcctl mq create \"$(printf \"new\\nline x 1\")\" -q; "
                        + "ipcctl metrics -k mq,sem,mutex,shm | tee /dev/shm/all | promtool check metrics; s=$?; "
                        + "cat /dev/shm/all >&2; exit $s");
        assertThat(checked.exits(0).out()).isEmpty();
        assertThat(checked.err().lines().filter(line -> line.startsWith("ipcctl_mq_messages{"))).containsExactly(
                "ipcctl_mq_messages{queue=\"/\\\\x1b[31m\"} 0.0", "ipcctl_mq_messages{queue=\"/\\\\xff\\\\xfe\"} 0.0",
                "ipcctl_mq_messages{queue=\"/a\\\"b\"} 0.0",
                "ipcctl_mq_messages{queue=\"/a\\\\\\\\b\"} 0.0", "ipcctl_mq_messages{queue=\"/new\\\\nline x 1\"} 0.0",
                "ipcctl_mq_messages{queue=\"/€{}=,\"} 0.0");
    }

    @Test
    void anOrdinaryUserIsToldOnceWhatIsMissing() {
        Outcome seen = apart(
                "ipcctl mq create hidden -q; ipcctl mq send hidden x; ipcctl sem create hidden -q; "
                        + "ipcctl sysv sem create 0x77 -m 600; ordinary ipcctl metrics");
        seen.exits(0);
        assertThat(seen.out()).contains("ipcctl_mq_queues 1.0\n", "ipcctl_sem_semaphores 1.0\n",
                "ipcctl_complete{kind=\"mq\"} 0.0\n", "ipcctl_complete{kind=\"sem\"} 0.0\n",
                "ipcctl_complete{kind=\"pipe\"} 0.0\n", "ipcctl_complete{kind=\"shm\"} 1.0\n",
                "ipcctl_complete{kind=\"sock\"} 1.0\n", "ipcctl_sysv_sem_sets 1.0\n",
                "ipcctl_complete{kind=\"sysv-sem\"} 0.0\n").doesNotContain("queue=\"/hidden\"",
                        "semaphore=\"/hidden\"");
        assertThat(seen.err().lines()).doesNotHaveDuplicates().contains(
                "ipcctl metrics: mq: not all queues may be read by this user",
                "ipcctl metrics: sem: not all semaphores may be read by this user",
                "ipcctl metrics: sysv-sem: not all semaphore sets may be read by this user",
                "ipcctl metrics: mq, pipe, fifo: not all processes can be seen; root sees all");
    }

    @Test
    void rootSeesAllAndSaysNothing() {
        Outcome seen = apart("ipcctl mq create q -q; ipcctl metrics -k mq,sem,mutex,cond,shm,fifo").succeeds();
        assertThat(seen.out()).contains("ipcctl_complete{kind=\"mq\"} 1.0\n", "ipcctl_complete{kind=\"mutex\"} 1.0\n")
                .doesNotContain("} 0.0\nipcctl_complete");
    }

    @Test
    void queuesThatCannotBeListedAreMissingAndNotZero() {
        Outcome unmounted = apart("umount -a -t mqueue; ipcctl metrics -k mq").exits(0);
        assertThat(unmounted.out()).contains("ipcctl_complete{kind=\"mq\"} 0.0\n").doesNotContain("ipcctl_mq_");
        assertThat(unmounted.err())
                .isEqualTo("ipcctl metrics: mq: the mqueue file system is not mounted, so queues cannot be listed\n");
        apart("mount -t tmpfs none /proc; ipcctl metrics -q").exits(0);
    }

    @Test
    void whoWaitsForAMutexAndADeadOwnerAreCounted() {
        Outcome seen = apart(
                "trap \"kill 0\" EXIT; ipcctl mutex run m -- sleep 3599 & until [ \"$(ipcctl mutex stat m --format "
                        + "plain --columns state 2>/dev/null)\" = locked ]; do sleep 0.02; done; "
                        + "for i in 1 2 3; do ipcctl mutex run m -- true & done; "
                        + "until ipcctl metrics -k mutex | grep -F \"ipcctl_mutex_waiters{mutex=\\\"/m\\\"} 3.0\"; "
                        + "do sleep 0.02; done; "
                        + "ipcctl cond create c -q; ipcctl cond wait c & until ipcctl metrics -k cond | grep -F "
                        + "\"ipcctl_cond_waiters{cond=\\\"/c\\\"} 1.0\"; do sleep 0.02; done; "
                        + "ipcctl mutex run dead -q -- sh -c \"kill -9 \\$PPID\"; "
                        + "ipcctl metrics -k mutex | grep dead{; trap - EXIT; kill $(jobs -p) 2>/dev/null; wait");
        assertThat(seen.out()).contains("ipcctl_mutex_waiters{mutex=\"/m\"} 3.0\n",
                "ipcctl_cond_waiters{cond=\"/c\"} 1.0\n", "ipcctl_mutex_owner_dead{mutex=\"/m\"} 0.0\n",
                "ipcctl_mutex_owner_dead{mutex=\"/dead\"} 1.0\n");
    }

    /** The JDK ends reads of connections that it closes by a signal. */
    @Test
    void requestsThatNeverEndKeepNobodyElse() {
        Needs.program("curl", "curl");
        Needs.program("python3", "python3");
        String hold = "import socket, sys\nheld = []\nfor i in range(300):\n"
                + "    c = socket.create_connection((\"127.0.0.1\", int(sys.argv[1])), 60)\n"
                + "    c.send(b\"GET /metrics HTTP/1.1\\r\\nX: \")\n    held.append(c)\nprint(len(held), flush=True)\n"
                + "sys.stdin.read()";
        shell(SERVE + "serve --kind mq; mkfifo go held; port=${url#http://*:}; python3 -c '" + hold
                + "' ${port%%/*} <go >held & holder=$!; exec 4>go; read n <held; echo $n; "
                + "timeout 100 curl -sf --retry 20 --retry-all-errors $url | grep -c ^ipcctl_scrape_duration_seconds; "
                + "exec 4>&-; wait $holder; kill $server; wait $server; echo $?").prints("300\n1\n143\n");
    }

    @Test
    void curlIsServedUntilASignalComes() {
        Needs.program("curl", "curl");
        Outcome served = shell(SERVE
                + "serve; curl -sf $url | grep -c \"^ipcctl_complete{\"; "
                + "curl -sf -H \"Accept: application/openmetrics-text\" $url | tail -n 1; "
                + "curl -sI $url | head -n 1 | cut -d \" \" -f 2; curl -s -o /dev/null -w \"%{http_code}\\n\" "
                + "${url%metrics}; kill -INT $server; wait $server; echo $?; sort err | uniq -d; "
                + "serve; kill $server; wait $server; echo $?; curl -s $url; echo $?");
        served.prints("12\n# EOF\n200\n404\n130\n143\n7\n");
    }

    @Test
    void promtoolHasNoComplaintOfWhatIsServed() {
        Needs.program("promtool", "prometheus");
        Needs.program("curl", "curl");
        shell(SERVE + "serve; curl -sf $url | promtool check metrics; echo $?; kill $server; wait $server")
                .prints("0\n");
    }

    @Test
    void theFileIsWholeAndAloneWhereASignalComesMeanwhile() {
        Needs.program("strace", "strace");
        // fsync is call 74, or 82 on aarch64.
        shell("mkdir d; strace -f -qqq -o /dev/null -e trace=fsync -e inject=fsync:delay_enter=3000000 "
                + "ipcctl metrics -q -k limits --output d/ipcctl.prom & "
                + "until p=$(pgrep -P $!) && grep -qsE '^(74|82) ' /proc/$p/task/*/syscall; do "
                + "kill -0 $! || exit; sleep 0.01; done; kill -TERM $p; wait $!; echo $?; "
                + "ls -A d; head -c 7 d/ipcctl.prom; tail -n 1 d/ipcctl.prom")
                .prints("143\nipcctl.prom\n# TYPE # EOF\n");
    }

    @Test
    void aDirectoryThatIsNotThereOrMayNotBeWrittenIsSaid() {
        shell("ipcctl metrics -q --output none/f").exits(3).complains("no such directory");
        shell("ipcctl metrics -q --output .").exits(1).complains("it is a directory");
        shell("ipcctl metrics -q --output \"$(printf '\\377')\"").exits(2)
                .complains("contains bytes that are not text in this locale");
        shell("ipcctl metrics -q -k limits --output /dev/null && [ -c /dev/null ]").succeeds();
    }

    /** In a batch the first Ctrl-C ends the server, and the next line is run. */
    @Test
    void ctrlCEndsItInABatchToo() {
        shell("mkfifo out; printf \"metrics --listen 127.0.0.1:0\\nlayout show a:u8 --format plain --columns type\\n\" "
                + ">lines; "
                + "env --default-signal ipcctl batch --keep-going <lines >out & exec 8<out; read -r url <&8; "
                + "kill -INT $!; cat <&8; wait $!; echo $?")
                .complains("interrupted").prints("u8\n130\n");
    }
}
