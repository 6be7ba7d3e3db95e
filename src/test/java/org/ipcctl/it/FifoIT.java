package org.ipcctl.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FIFOs with the installed tool, between real processes. */
class FifoIT extends Scripts {

    FifoIT() {
        super("ipcctl mkfifo f; ");
    }

    @Test
    void aWordGoesThrough() {
        shell("ipcctl fifo stat f --format plain --columns mode; echo hi | ipcctl fifo write f & ipcctl fifo read f; "
                + "wait $!")
                .exits(0).prints(String.format("%04o\nhi\n", 0666 & ~org.ipcctl.kernel.Files.umask()));
    }

    /** As tar t does, which leaves when it has seen the end of the archive. */
    @Test
    void aReaderThatLeavesWhenItHasAllIsNoFailure() {
        shell("mkfifo go; { printf abc; read x <go; } | ipcctl fifo write f & W=$!; head -c 3 f; echo >go; wait $W; "
                + "echo \" $?\"")
                .succeeds().prints("abc 0\n");
    }

    @Test
    void aReaderThatLeavesBeforeItHasAllIsOne() {
        shell("mkfifo go; { printf abc; read x <go; printf def; } | ipcctl fifo write f & W=$!; head -c 3 f; echo >go; "
                + "wait $W; echo \" $?\"")
                .exits(0).prints("abc 1\n").complains("the last reader has gone; 3 bytes were written before that");
    }

    @Test
    void aMebibyteEachOfTwoWritersArrives() {
        shell("head -c 1M /dev/zero | ipcctl fifo write f & A=$!; head -c 1M /dev/zero | ipcctl fifo write f & B=$!; "
                + "ipcctl fifo read f --keep-open --bytes 2M --timeout 60s | wc -c; wait $A $B").succeeds()
                .prints("2097152\n");
    }

    /**
     * Three that write lines of 80 and of 3,000 bytes, into a reader that takes little at a time; a descriptor held
     * beside them keeps the end from the reader while one has written all and another has not opened yet.
     */
    @Test
    void noLineOfManyWritersIsTorn() {
        shell("lines() { for i in $(seq 200); do printf \"%079d\\n%02999d\\n\" $1$i $1$i; done; }; "
                + "{ exec 7>f; for w in 1 2 3; do lines $w | ipcctl fifo write f --lines 7>&- & done; wait; } & "
                + "dd bs=700 <f 2>/dev/null >got; wait; "
                + "for w in 1 2 3; do grep -E \"^0*$w[0-9]{1,3}$\" got | cmp - <(lines $w) && echo whole; done; "
                + "wc -l <got")
                .succeeds().prints("whole\nwhole\nwhole\n1200\n");
    }

    /** What is in the FIFO, and what is left of standard input, are all of it. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalLeavesTheRestInStandardInput(String signal, int status) {
        shell("exec 5<>f; seq 100000 | { env --default-signal ipcctl fifo write f --lines & read -r first <&5; kill -"
                + signal + " $!; wait $!; echo $?; cat >rest; }; "
                + "ipcctl fifo read f --nonblock >got -q; { echo 1; cat got rest; "
                + "} | cmp - <(seq 100000) && wc -l <got | grep -qv '^0$' && echo whole")
                .prints(status + "\nwhole\n");
    }

    @Test
    void whatIsRefusedOrLeftByAReaderStaysInStandardInput() {
        shell("cat f >got & { seq 3; printf '%05000d\\n' 7; echo 4; } | { ipcctl fifo write f --lines; echo $?; wc -c; "
                + "}; wait; cat got")
                .exits(0).prints("7\n5003\n1\n2\n3\n").complains("a record of 5001 bytes", "3 records went in before");
        shell("head -n 1 f & seq 100000 | { ipcctl fifo write f --lines; echo $?; cat >rest; }; wait; tail -n 1 rest")
                .exits(0).complains("the last reader has gone; ").prints("1\n1\n100000\n");
    }

    /** A name tells nothing: that of our own stdout in messages is a file's like any other. */
    @Test
    void aFifoNamedAsStandardOutputIsNotOurStdout() {
        shell("mkfifo go 'standard output'; { printf abc; read x <go; printf def; "
                + "} | ipcctl fifo write 'standard output' & W=$!; "
                + "head -c 3 'standard output'; echo >go; wait $W; echo \" $?\"")
                .exits(0).prints("abc 1\n").complains("standard output: the last reader has gone");
    }
}
