package org.ipcctl.cli.fifo;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Entry;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.fifo.NotAFifoException;

/** The commands about FIFOs, and the words they share. */
public final class FifoCommands {
    private FifoCommands() {
    }

    /** {@code ipcctl mkfifo}. */
    public static Entry mkfifo() {
        return Entry.leaf("mkfifo", "create FIFOs (named pipes)", Mkfifo::new)
                .seeAlso("mkfifo(1)", "mkfifo(3)", "fifo(7)", "umask(2)");
    }

    /** {@code ipcctl fifo ...}. */
    public static Entry group() {
        return Entry.group("fifo", "write to, read from, look at and remove FIFOs (named pipes)",
                Entry.leaf("write", "write bytes into a FIFO", FifoWrite::new),
                Entry.leaf("read", "read bytes from a FIFO", FifoRead::new),
                Entry.leaf("stat", "show a FIFO's attributes and who has it open", FifoStat::new),
                Entry.leaf("rm", "remove FIFOs", FifoRemove::new))
                .seeAlso("fifo(7)", "pipe(7)", "mkfifo(3)");
    }

    static CommandFailure notAFifo(NotAFifoException e) {
        return new CommandFailure(ExitCode.FAILED, e.path(), "is a " + e.kind() + ", not a FIFO", "It was left as it is.");
    }
}
