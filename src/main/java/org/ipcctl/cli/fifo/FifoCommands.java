package org.ipcctl.cli.fifo;

import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.Command.Texts;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.RemoveCommand;
import org.ipcctl.fifo.FifoKind;

/** The commands about FIFOs, and the words they share. */
public final class FifoCommands {
    private FifoCommands() {}

    /** {@code ipcctl mkfifo}. */
    public static CommandNode mkfifo() {
        return CommandNode.leaf("mkfifo", "create FIFOs (named pipes)", () -> new Mkfifo("ipcctl mkfifo"))
                .seeAlso("mkfifo(1)", "mkfifo(3)", "fifo(7)", "umask(2)");
    }

    /** {@code ipcctl fifo ...}. */
    public static CommandNode group() {
        return CommandNode.group("fifo", "create, write to, read from, look at and remove FIFOs (named pipes)",
                CommandNode.leaf("create", "create FIFOs, as 'ipcctl mkfifo' does",
                        () -> new Mkfifo("ipcctl fifo create")),
                CommandNode.leaf("write", "write bytes into a FIFO", FifoWrite::new),
                CommandNode.leaf("read", "read bytes from a FIFO", FifoRead::new),
                CommandNode.leaf("peek", "show what is queued in a FIFO without removing it", FifoPeek::new),
                CommandNode.leaf("stat", "show a FIFO's attributes and who has it open", FifoStat::new),
                CommandNode.leaf("rm", "remove FIFOs", FifoCommands::rm))
                .seeAlso("fifo(7)", "pipe(7)", "mkfifo(3)", "tee(2)");
    }

    /** {@code ipcctl fifo rm}. */
    private static Command rm() {
        return new RemoveCommand(FifoKind.KIND, "The FIFOs to remove.",
                Texts.of(
                        "Refuses to remove anything that is not a FIFO, including a symbolic link to one. If one "
                                + "cannot be removed, the others still are, and the exit status is that of the first "
                                + "failure. Processes that have a FIFO open can go on using it.",
                        new Example("remove it", "ipcctl fifo rm /tmp/jobs").after("mkfifo /tmp/jobs"),
                        new Example("clean up at the end of a script", "trap 'ipcctl fifo rm -f /tmp/jobs' EXIT")));
    }
}
