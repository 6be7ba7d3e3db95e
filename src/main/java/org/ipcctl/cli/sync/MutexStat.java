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
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Result;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sync.ProcessMutex;

/** {@code ipcctl mutex stat}. */
final class MutexStat extends Leaf {
    private static final Schema SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the name, with its slash"),
            Column.of("state", Type.TEXT, "free, locked, owner-died (the next one gets it and is told) or not-recoverable"),
            Column.of("owner_pid", Type.INTEGER, "the process that has it locked; missing where it is in another PID name space, or may not be looked at"),
            Column.of("waiters", Type.BOOLEAN, "whether somebody waits for it"),
            Column.of("mode", Type.MODE, "the permission bits; a mutex wants both r and w"),
            Column.of("owner_name", Type.TEXT, "the user who owns the object"),
            Column.of("group_name", Type.TEXT, "the group that owns the object"));

    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The mutex, with or without its leading slash.");

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("who has it", "ipcctl mutex stat guard --format plain --columns state,owner_pid").after("ipcctl mutex create guard"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (SyncObject<ProcessMutex> object = SyncObject.mutex(args.get(name), false)) {
            ProcessMutex mutex = object.get();
            OptionalInt owner = mutex.ownerProcess();
            FileStatus file = object.memory().fd().status();
            context.show(Result.of(SCHEMA.row(Value.of(args.get(name)),
                    Value.of(mutex.state().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    owner.isPresent() ? Value.of((long) owner.getAsInt()) : Value.MISSING, Value.of(mutex.hasWaiters()), Value.mode(file.permissions()),
                    Value.of(Users.user(file.uid())), Value.of(Users.group(file.gid())))));
        }
        return 0;
    }
}
