package org.ipcctl.cli.sync;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sync.ProcessCondition;

/** {@code ipcctl cond stat}. */
final class CondStat extends Leaf {
    static final Schema<SyncObject<ProcessCondition>> SCHEMA = SyncColumns.around("a condition variable",
            Column.of("sequence", Type.INTEGER, "signals and broadcasts that were sent so far", o -> Value.of(o.get().sequence())));

    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The condition variable, with or without its leading slash.");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("how many signals were sent", "ipcctl cond stat changed --format plain --columns sequence")
                .after("ipcctl cond create changed"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (SyncObject<ProcessCondition> object = SyncObject.condition(args.get(name), false)) {
            context.show(SCHEMA, object);
        }
        return 0;
    }
}
