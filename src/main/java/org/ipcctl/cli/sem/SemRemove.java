package org.ipcctl.cli.sem;

import java.util.List;
import org.ipcctl.cli.RemoveLeaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.sem.NamedSemaphore;

/** {@code ipcctl sem rm}. */
final class SemRemove extends RemoveLeaf {
    SemRemove() {
        super(ObjectName.SEM, "NAME", "The semaphores to remove.");
    }

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
    protected void remove(String name) {
        NamedSemaphore.unlink(name);
    }
}
