package org.ipcctl.cli.sem;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.result.Schema;

/** {@code ipcctl sem stat}. */
final class SemStat extends Leaf {
    private final Opt<String> name = arg(ObjectName.SEM, "NAME", "The semaphore, with or without its leading slash.");

    @Override
    protected Schema<?> schema() {
        return SemStatus.SCHEMA;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("a table", "ipcctl sem stat lock").after("ipcctl sem create lock"),
                new Example("into variables of a script", "eval \"$(ipcctl sem stat lock --format shell)\"; echo \"$value\"").after("ipcctl sem create lock"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        context.show(SemStatus.SCHEMA, SemStatus.of(args.get(name), true));
        return 0;
    }
}
