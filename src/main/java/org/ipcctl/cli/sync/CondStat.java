package org.ipcctl.cli.sync;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Result;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sync.ProcessCondition;

/** {@code ipcctl cond stat}. */
final class CondStat extends Leaf {
    static final Schema SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the name, with its slash"),
            Column.of("sequence", Type.INTEGER, "signals and broadcasts that were sent so far"),
            Column.of("mode", Type.MODE, "the permission bits; a condition variable wants both r and w"),
            Column.of("owner_name", Type.TEXT, "the user who owns the object"),
            Column.of("group_name", Type.TEXT, "the group that owns the object"));

    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The condition variable, with or without its leading slash.");

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("how many signals were sent", "ipcctl cond stat changed --format plain --columns sequence")
                .after("ipcctl cond create changed"));
    }

    static Row row(SyncObject<ProcessCondition> object) {
        FileStatus file = object.memory().fd().status();
        return SCHEMA.row(Value.of(object.memory().name()), Value.of(object.get().sequence()), Value.mode(file.permissions()),
                Value.of(Users.user(file.uid())), Value.of(Users.group(file.gid())));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (SyncObject<ProcessCondition> object = SyncObject.condition(args.get(name), false)) {
            context.show(Result.of(row(object)));
        }
        return 0;
    }
}
