package org.ipcctl.cli.shm;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmFolder;

/** {@code ipcctl shm rm}. */
final class ShmRemove extends Leaf {
    private final Opt<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Opt<List<String>> names = args(ObjectName.SHM, "NAME", "The objects to remove.", 0);

    @Override
    protected List<String> description() {
        return List.of("One that cannot be removed does not keep the others, and the exit status is that of the first failure. "
                + "Processes that have an object open or mapped keep it, and its memory is freed when the last of them lets go.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("remove two", "ipcctl shm rm frame samples")
                        .after("ipcctl shm create frame --size 1", "ipcctl shm create samples --size 1"),
                new Example("clean up at the end of a script", "trap 'ipcctl shm rm -f frame' EXIT"));
    }

    @Override
    protected int run(Context context) {
        if (names.get().isEmpty() && !force.get()) {
            throw new UsageException("missing NAME");
        }
        int status = 0;
        for (String name : names.get()) {
            int code = remove(name, context);
            status = status == 0 ? code : status;
        }
        return status;
    }

    private int remove(String name, Context context) {
        try {
            // shm_unlink(3) would take a FIFO or socket that is in /dev/shm, too.
            ShmFolder.status(name);
            SharedMemory.unlink(name);
            return 0;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) && force.get()) {
                return 0;
            }
            return context.failed(e.is(Errno.ENOENT) ? e.advise("See with 'ipcctl shm ls' which there are.") : e);
        }
    }
}
