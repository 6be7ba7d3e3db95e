package org.ipcctl.cli.fifo;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.NotAFifoException;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** {@code ipcctl fifo rm}. */
final class FifoRemove extends Leaf {
    private final Opt<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Opt<List<String>> paths = args(Kind.FIFO, "PATH", "The FIFOs to remove.", 0);

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
    protected int run(Context context) {
        if (paths.get().isEmpty() && !force.get()) {
            throw new UsageException("missing PATH");
        }
        int status = 0;
        for (String path : paths.get()) {
            int code = remove(path, context);
            status = status == 0 ? code : status;
        }
        return status;
    }

    private int remove(String path, Context context) {
        try {
            Fifo.remove(path);
            return 0;
        } catch (NotAFifoException e) {
            return context.failed(FifoCommands.notAFifo(e));
        } catch (KernelException e) {
            boolean absent = e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR);
            return absent && force.get() ? 0 : context.failed(e);
        }
    }
}
