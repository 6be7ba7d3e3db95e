package org.ipcctl.cli.sync;

import java.util.List;
import java.util.function.Function;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.RemoveLeaf;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.shm.SharedMemory;

/** {@code ipcctl mutex rm} and {@code ipcctl cond rm}. */
final class SyncRemove extends RemoveLeaf {
    private final String command;
    private final Function<String, SyncObject<?>> opener;

    private SyncRemove(String command, Function<String, SyncObject<?>> opener) {
        super(ObjectName.SHM, "NAME", "Those to remove.");
        this.command = command;
        this.opener = opener;
    }

    static SyncRemove mutex() {
        return new SyncRemove("mutex", name -> SyncObject.mutex(name, false));
    }

    static SyncRemove condition() {
        return new SyncRemove("cond", name -> SyncObject.condition(name, false));
    }

    @Override
    protected List<String> description() {
        return List.of("Refuses what is something else, which 'ipcctl shm rm' removes. One that cannot be removed does not keep the others, and the exit status is that of "
                + "the first failure. Processes that have it open, or wait, keep it among themselves.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("clean up at the end of a script", "trap 'ipcctl " + command + " rm -f guard' EXIT"));
    }

    @Override
    protected void remove(String name) {
        try {
            opener.apply(name).close();
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.advise("'ipcctl shm ls' lists mutexes and condition variables among the shared memory objects.") : e;
        }
        SharedMemory.unlink(name);
    }
}
