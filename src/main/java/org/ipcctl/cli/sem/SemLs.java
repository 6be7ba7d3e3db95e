package org.ipcctl.cli.sem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.result.Schema;
import org.ipcctl.sem.SemFolder;

/** {@code ipcctl sem ls}. */
final class SemLs extends Leaf {
    private static final Schema<SemStatus> SCHEMA = SemStatus.SCHEMA.asList();

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("The value is missing where you may not read the semaphore, and where the file in /dev/shm is not a semaphore.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a table", "ipcctl sem ls"),
                new Example("those that somebody may wait for", "ipcctl sem ls --format json | jq -r '.[] | select(.value == 0).name'"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        List<SemStatus> found = new ArrayList<>();
        for (String name : SemFolder.names()) {
            try {
                found.add(SemStatus.of(name, false));
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
                // Removed while this looked.
            }
        }
        context.show(SCHEMA, found);
        return 0;
    }
}
