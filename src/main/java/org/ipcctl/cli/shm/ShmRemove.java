package org.ipcctl.cli.shm;

import java.util.List;
import org.ipcctl.cli.RemoveLeaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmFolder;

/** {@code ipcctl shm rm}. */
final class ShmRemove extends RemoveLeaf {
    ShmRemove() {
        super(ObjectName.SHM, "NAME", "The objects to remove.");
    }

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
    protected void remove(String name) {
        try {
            // shm_unlink(3) would take a FIFO or socket that is in /dev/shm, too.
            ShmFolder.status(name);
            SharedMemory.unlink(name);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.advise("List objects with 'ipcctl shm ls'.") : e;
        }
    }
}
