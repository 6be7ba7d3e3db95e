package org.ipcctl.cli.sync;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sync.ProcessMutex;

/** {@code ipcctl mutex stat}. */
final class MutexStat extends Leaf {
    private static final Schema<SyncObject<ProcessMutex>> SCHEMA = SyncColumns.around("a mutex",
            Column.of("state", Type.TEXT, "free, locked, owner-died (the next one gets it and is told) or not-recoverable",
                    o -> Value.of(o.get().state().name().toLowerCase(Locale.ROOT).replace('_', '-'))),
            Column.of("owner_pid", Type.INTEGER, "the process that has it locked; missing where it is in another PID name space, or may not be looked at",
                    o -> owner(o.get().ownerProcess())),
            Column.of("waiters", Type.BOOLEAN, "whether somebody waits for it", o -> Value.of(o.get().hasWaiters())));

    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The mutex, with or without its leading slash.");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("who has it", "ipcctl mutex stat guard --format plain --columns state,owner_pid").after("ipcctl mutex create guard"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (SyncObject<ProcessMutex> object = SyncObject.mutex(args.get(name), false)) {
            context.show(SCHEMA, object);
        }
        return 0;
    }

    private static Value owner(OptionalInt pid) {
        return pid.isPresent() ? Value.of(pid.getAsInt()) : Value.MISSING;
    }
}
