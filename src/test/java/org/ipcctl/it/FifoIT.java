package org.ipcctl.it;

import org.junit.jupiter.api.Test;

/** FIFOs with the installed tool, between real processes. */
class FifoIT extends Scripts {

    FifoIT() {
        super("ipcctl mkfifo f; ");
    }

    @Test
    void aWordGoesThrough() {
        shell("ipcctl fifo stat f --format plain --columns mode; echo hi | ipcctl fifo write f & ipcctl fifo read f; wait $!")
                .exits(0).prints(String.format("%04o\nhi\n", 0666 & ~org.ipcctl.kernel.Files.umask()));
    }

    /** As tar t does, which leaves when it has seen the end of the archive. */
    @Test
    void aReaderThatLeavesWhenItHasAllIsNoFailure() {
        shell("mkfifo go; { printf abc; read x <go; } | ipcctl fifo write f & W=$!; head -c 3 f; echo >go; wait $W; echo \" $?\"")
                .succeeds().prints("abc 0\n");
    }

    @Test
    void aReaderThatLeavesBeforeItHasAllIsOne() {
        shell("mkfifo go; { printf abc; read x <go; printf def; } | ipcctl fifo write f & W=$!; head -c 3 f; echo >go; wait $W; echo \" $?\"")
                .exits(0).prints("abc 1\n").complains("the last reader has gone; 3 bytes were written before that");
    }

    @Test
    void aMebibyteEachOfTwoWritersArrives() {
        shell("head -c 1M /dev/zero | ipcctl fifo write f & A=$!; head -c 1M /dev/zero | ipcctl fifo write f & B=$!; "
                + "ipcctl fifo read f --keep-open --bytes 2M --timeout 30s | wc -c; wait $A $B").succeeds().prints("2097152\n");
    }

    /** A name tells nothing: that of our own stdout in messages is a file's like any other. */
    @Test
    void aFifoNamedAsStandardOutputIsNotOurStdout() {
        shell("mkfifo go 'standard output'; { printf abc; read x <go; printf def; } | ipcctl fifo write 'standard output' & W=$!; "
                + "head -c 3 'standard output'; echo >go; wait $W; echo \" $?\"")
                .exits(0).prints("abc 1\n").complains("standard output: the last reader has gone");
    }
}
