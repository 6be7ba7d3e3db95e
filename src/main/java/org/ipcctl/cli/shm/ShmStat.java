package org.ipcctl.cli.shm;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.result.Schema;
import org.ipcctl.shm.ShmFolder;

/** {@code ipcctl shm stat}. */
final class ShmStat extends Leaf {
    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The object, with or without its leading slash.");

    @Override
    protected Schema<?> schema() {
        return ShmColumns.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("The object is not opened, so its mode need not allow that. Writing through a mapping, as C programs do, "
                + "changes no time.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("size, mode and times of one", "ipcctl shm stat frame").after("ipcctl shm create frame --size 4K"),
                new Example("into variables of a script", "eval \"$(ipcctl shm stat frame --format shell)\"; echo \"$size_bytes\"")
                        .after("ipcctl shm create frame --size 4K"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        context.show(ShmColumns.SCHEMA, new ShmFolder.Entry(args.get(name), ShmFolder.status(args.get(name))));
        return 0;
    }
}
