package org.ipcctl.cli.sync;

import java.util.Map;
import org.ipcctl.cli.FileColumns;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.Command.Texts;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ListCommand;
import org.ipcctl.cli.RemoveCommand;
import org.ipcctl.cli.StatCommand;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncStatus;

/**
 * What stat and ls tell of mutexes and condition variables, and the commands that are the same for all kinds of
 * objects.
 */
final class SyncColumns {
    private static final Column<SyncStatus> WAITERS = Column.of("waiters", Type.INTEGER,
            "how many threads wait for it, as far as visible; missing if there may be others that are hidden",
            s -> Value.of(s.waiters()));
    static final Schema<SyncStatus> MUTEX = around("a mutex",
            Column.<SyncStatus>of("state", Type.TEXT,
                    "free, locked, owner-died (the next owner gets it and is told) or not-recoverable",
                    s -> Value.of(s.stateWord()))
                    .toned(Map.of("owner-died", Tone.WARNING, "not-recoverable", Tone.BAD)),
            Column.of("owner_pid", Type.INTEGER,
                    "the process that has it locked; missing if it is in another PID name space, or may not be "
                            + "inspected",
                    s -> s.owner().isPresent() ? Value.of(s.owner().getAsInt()) : Value.MISSING),
            WAITERS);
    static final Schema<SyncStatus> CONDITION = around("a condition variable",
            Column.<SyncStatus>of("sequence", Type.INTEGER, "signals and broadcasts sent so far",
                    s -> Value.of(s.sequence())).rated(),
            WAITERS);

    private SyncColumns() {}

    /** The name, then what is {@code own} to a kind, then the file. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Schema<SyncStatus> around(String kind, Column<SyncStatus>... own) {
        return Schema.<SyncStatus>single(
                Column.<SyncStatus>text("name", "the name, with its slash", Shrink.MIDDLE, SyncStatus::name).identity())
                .and(own)
                .with(SyncStatus::file, FileColumns.MODE.saying("the permission bits; " + kind + " wants both r and w"),
                        FileColumns.OWNER.saying("the user who owns the object"),
                        FileColumns.GROUP.saying("the group that owns the object"));
    }

    private static RemoveCommand rm(SyncKind kind) {
        return new RemoveCommand(kind, "The objects to remove.", Texts.of(
                "Refuses other objects, which 'ipcctl shm rm' removes. If one cannot be removed, the others still "
                        + "are, and the exit status is that of the first failure. Processes that have it open, or "
                        + "wait for it, can go on using it among themselves.",
                new Example("clean up at the end of a script", "trap 'ipcctl " + kind.word() + " rm -f guard' EXIT")));
    }

    /** {@code ipcctl mutex stat}. */
    static Command mutexStat() {
        return new StatCommand<>(SyncKind.MUTEX, MUTEX, "The mutex, with or without its leading slash.",
                Texts.of(new Example("its owner", "ipcctl mutex stat guard --format plain --columns state,owner_pid")
                        .after("ipcctl mutex create guard")));
    }

    /** {@code ipcctl mutex ls}. */
    static Command mutexLs() {
        return new ListCommand<>(SyncKind.MUTEX, MUTEX, Texts.of(
                "Only those that you may read and write are listed, because others cannot be distinguished from "
                        + "other shared memory.",
                new Example("mutexes whose owner died",
                        "ipcctl mutex ls --format json | jq -r '.[] | select(.state == \"owner-died\").name'")));
    }

    /** {@code ipcctl mutex rm}. */
    static Command mutexRm() {
        return rm(SyncKind.MUTEX);
    }

    /** {@code ipcctl cond stat}. */
    static Command conditionStat() {
        return new StatCommand<>(SyncKind.CONDITION, CONDITION,
                "The condition variable, with or without its leading slash.",
                Texts.of(new Example("how many signals were sent",
                        "ipcctl cond stat changed --format plain --columns sequence")
                        .after("ipcctl cond create changed")));
    }

    /** {@code ipcctl cond ls}. */
    static Command conditionLs() {
        return new ListCommand<>(SyncKind.CONDITION, CONDITION,
                Texts.of("Only those that you may read and write are listed, because others cannot be distinguished "
                        + "from other shared memory.",
                        new Example("all condition variables", "ipcctl cond ls")));
    }

    /** {@code ipcctl cond rm}. */
    static Command conditionRm() {
        return rm(SyncKind.CONDITION);
    }
}
