package org.ipcctl.cli.shm;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.result.Schema;
import org.ipcctl.shm.ShmFolder;

/** {@code ipcctl shm ls}. */
final class ShmLs extends Leaf {
    private static final Schema<ShmFolder.Entry> SCHEMA = ShmColumns.SCHEMA.asList();

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Named semaphores live beside shared memory in /dev/shm and are not listed here.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("all objects", "ipcctl shm ls"),
                new Example("the largest first", "ipcctl shm ls --format plain --columns size_bytes,name | sort -rn"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        context.show(SCHEMA, ShmFolder.objects());
        return 0;
    }
}
