package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;

/** {@code ipcctl pipe ...} on a pipeline of a shell. */
class PipeIT {
    /** Fills a pipe that nobody reads: {@code $s} has its reading end, {@code $w} waits to write. Ends with both. */
    private static Outcome stuck(String lines) {
        return Installed.shell("sleep 300 < <(exec yes 2>/dev/null) & s=$!; trap 'kill $s' EXIT\n"
                + "until [ \"$(cat /proc/$s/comm)\" = sleep ]; do sleep 0.02; done\n"
                + "until w=$(ipcctl pipe ls $s -q --format ndjson | jq -s '.[] | select(.state == \"writer blocked: "
                + "full\").writer_pids[0]') && [ -n \"$w\" ]; do sleep 0.02; kill -0 $s || exit 9; done\n"
                + lines);
    }

    @Test
    void aStuckPipelineIsShown() {
        Needs.program("jq", "jq");
        Outcome outcome = stuck(
                "echo $s $w; ipcctl pipe ls $s -q --columns readers,writers,state,queued_bytes,capacity_bytes | grep "
                        + "blocked | tr -s ' '");
        String[] pids = outcome.succeeds().out().lines().findFirst().orElseThrow().split(" ");
        assertThat(outcome.out()).contains(pids[0] + "/sleep " + pids[1] + "/yes writer blocked: full 64 KiB 64 KiB");
    }

    @Test
    void peekShowsWhatTheReaderWillRead() {
        Needs.program("jq", "jq");
        stuck("ipcctl pipe peek $s:0 --length 4; ipcctl pipe peek $w:1 --length 2; ipcctl pipe peek $s:0 | wc -c\n"
                + "ipcctl pipe resize $s:0 1MiB && ipcctl pipe ls $s -q --format plain --columns "
                + "capacity_bytes,writer_pids | grep -c \"^1048576.*$w\"")
                .succeeds().prints("y\ny\ny\n65536\n1\n");
    }

    /** What belongs to root is not shown, not claimed to be nobody's, and not changed. */
    @Test
    void anOrdinaryUserIsToldWhatCannotBeSeen() {
        Needs.root();
        Needs.program("setpriv", "util-linux");
        Needs.program("jq", "jq");
        String ordinary = "o() { setpriv --reuid=65534 --regid=65534 --clear-groups " + Installed.COMMAND
                + " \"$@\"; }\n";
        stuck(ordinary
                + "o pipe ls --format ndjson --columns inode,readers | grep -c \"$s/sleep\"; "
                + "o pipe ls 2>&1 >/dev/null | grep -c 'not all processes can be seen; root sees all'\n"
                + "o pipe ls $s --format plain; echo $?; o pipe peek $s:0; echo $?; o pipe peek $s:0 -q 2>/dev/null; "
                + "o pipe resize $w:1 1M; echo $?")
                .exits(0).prints("0\n1\n5\n5\n5\n")
                .complains("permission denied (readlink: EACCES)", "permission denied (open: EACCES)");
        stuck(ordinary
                + "d=$(mktemp -d); trap 'kill $s; rm -r $d' EXIT; chmod 755 $d; mkfifo -m 666 $d/f; exec 3<>$d/f; "
                + "echo kept >&3\n"
                + "o fifo peek $d/f 3>&-; echo $?; o fifo peek $d/f; head -n 1 <&3").exits(0).prints("5\nkept\nkept\n")
                .complains(
                        "no process that can be seen has it open for reading, and not all processes can be seen; "
                                + "root sees all");
    }
}
