package org.ipcctl.cli.sysv;

import org.ipcctl.cli.Command;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.Command.Texts;
import org.ipcctl.cli.ListCommand;
import org.ipcctl.cli.RemoveCommand;
import org.ipcctl.cli.StatCommand;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.ShmKind;
import org.ipcctl.sysv.ShmStatus;

/** What stat and ls tell of a shared memory segment. */
final class ShmColumns {
    static final String NAME = "The segment";

    private static final Schema<ShmStatus> SCHEMA = PermissionColumns.schema(ShmStatus::id, ShmStatus::permissions)
            .and(Column.of("size_bytes", Type.SIZE, "its size", s -> Value.of(s.size())),
                    Column.of("attached", Type.INTEGER, "how many times it is attached",
                            s -> Value.of(s.attached())),
                    Column.of("created_by", Type.INTEGER,
                            "the process that created it; missing if it is outside this PID namespace",
                            s -> Value.of(s.createdBy())),
                    Column.of("last_user", Type.INTEGER, "the process that last attached or detached it, likewise",
                            s -> Value.of(s.lastUser())),
                    Column.detail("removed", Type.BOOLEAN,
                            "whether it was removed, and will disappear when the last process detaches it",
                            s -> Value.of(s.removed())),
                    Column.detail("attached_at", Type.TIME,
                            "when it was last attached; missing if never; whole seconds",
                            s -> Value.of(s.attachedAt())),
                    Column.detail("detached_at", Type.TIME, "when it was last detached, likewise",
                            s -> Value.of(s.detachedAt())),
                    Column.detail("changed", Type.TIME, "when it was created, or its attributes changed; whole seconds",
                            s -> Value.of(s.changed())))
            .with(ShmStatus::permissions, PermissionColumns.DETAILS);

    private ShmColumns() {}

    /** {@code ipcctl sysv shm stat}. */
    static Command stat() {
        return new StatCommand<>(ShmKind.KIND, SCHEMA, KeyName.help(NAME),
                Texts.of("The segment is not attached for this.",
                        new Example("its size, and how many times it is attached", "ipcctl sysv shm stat 0x5000")
                                .after("ipcctl sysv shm create 0x5000 --size 4K")));
    }

    /** {@code ipcctl sysv shm ls}. */
    static Command ls() {
        return new ListCommand<>(ShmKind.KIND, SCHEMA,
                Texts.of(
                        "All segments of this IPC namespace are listed, even those that you may neither read nor "
                                + "write, and those that were removed but are still attached, which no longer have a "
                                + "key.",
                        new Example("all segments", "ipcctl sysv shm ls"),
                        new Example("the ids of those that no process has attached",
                                "ipcctl sysv shm ls --format json | jq -r '.[] | select(.attached == 0).id'")));
    }

    /** {@code ipcctl sysv shm rm}. */
    static Command rm() {
        return new RemoveCommand(ShmKind.KIND, KeyName.help("The segments to remove, each"),
                Texts.of("Processes that have a segment attached can go on using it until they detach it or end.",
                        new Example("clean up", "ipcctl sysv shm rm 0x5000")
                                .after("ipcctl sysv shm create 0x5000 --size 4K")));
    }
}
