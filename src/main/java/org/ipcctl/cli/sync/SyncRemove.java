package org.ipcctl.cli.sync;

import java.util.List;
import java.util.function.Function;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.shm.SharedMemory;

/** {@code ipcctl mutex rm} and {@code ipcctl cond rm}. */
final class SyncRemove extends Leaf {
    private final String command;
    private final Function<String, SyncObject<?>> opener;
    private final Opt<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Opt<List<String>> names = args(ObjectName.SHM, "NAME", "Those to remove.", 0);

    private SyncRemove(String command, Function<String, SyncObject<?>> opener) {
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
        return List.of("Refuses what is something else. One that cannot be removed does not keep the others, and the exit status is that of "
                + "the first failure. Processes that have it open, or wait, keep it among themselves.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("clean up at the end of a script", "trap 'ipcctl " + command + " rm -f guard' EXIT"));
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
            opener.apply(name).close();
            SharedMemory.unlink(name);
            return 0;
        } catch (KernelException e) {
            return e.is(Errno.ENOENT) && force.get() ? 0 : context.failed(e);
        }
    }
}
