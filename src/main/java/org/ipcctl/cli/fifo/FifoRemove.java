package org.ipcctl.cli.fifo;

import java.util.List;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.RemoveLeaf;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.NotAFifoException;

/** {@code ipcctl fifo rm}. */
final class FifoRemove extends RemoveLeaf {
    FifoRemove() {
        super(Kind.FIFO, "PATH", "The FIFOs to remove.");
    }

    @Override
    protected List<String> description() {
        return List.of("Refuses what is no FIFO, a symbolic link to one included. One that cannot be removed does not keep the "
                + "others, and the exit status is that of the first failure. Processes that have a FIFO open keep it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("remove it", "ipcctl fifo rm /tmp/jobs").after("mkfifo /tmp/jobs"),
                new Example("clean up at the end of a script", "trap 'ipcctl fifo rm -f /tmp/jobs' EXIT"));
    }

    @Override
    protected void remove(String path) {
        try {
            Fifo.remove(path);
        } catch (NotAFifoException e) {
            throw FifoCommands.notAFifo(e);
        }
    }
}
