package org.ipcctl.cli.sem;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sem.NamedSemaphore;

/** {@code ipcctl sem rm}. */
final class SemRemove extends Leaf {
    private final Opt<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Opt<List<String>> names = args(ObjectName.SEM, "NAME", "The semaphores to remove.", 0);

    @Override
    protected List<String> description() {
        return List.of("One that cannot be removed does not keep the others, and the exit status is that of the first failure. "
                + "Processes that have a semaphore open, or wait for it, keep it among themselves.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("remove two", "ipcctl sem rm lock slots").after("ipcctl sem create lock", "ipcctl sem create slots"),
                new Example("clean up at the end of a script", "trap 'ipcctl sem rm -f lock' EXIT"));
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
            NamedSemaphore.unlink(name);
            return 0;
        } catch (KernelException e) {
            return e.is(Errno.ENOENT) && force.get() ? 0 : context.failed(e);
        }
    }
}
