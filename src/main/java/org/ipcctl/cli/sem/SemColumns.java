package org.ipcctl.cli.sem;

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
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sem.SemaphoreKind;
import org.ipcctl.sem.SemaphoreStatus;

/** What stat and ls tell of a semaphore, and the commands that are the same for all kinds of objects. */
final class SemColumns {
    static final Schema<SemaphoreStatus> SCHEMA = Schema.<SemaphoreStatus>single(
            Column.<SemaphoreStatus>text("name", "the name, with its slash", Shrink.MIDDLE, SemaphoreStatus::name)
                    .identity(),
            Column.<SemaphoreStatus>of("value", Type.INTEGER,
                    "how many can be taken now; missing if it may not be read or is not a semaphore",
                    s -> number(s.value())).rated(),
            Column.of("waiters", Type.INTEGER,
                    "how many have counted themselves as waiting, including any that were killed; missing likewise",
                    s -> number(s.waiters())))
            .with(SemaphoreStatus::file, FileColumns.MODE.saying("the permission bits; using a semaphore needs both "
                    + "r and w"))
            .with(SemaphoreStatus::file, FileColumns.OWNERS)
            .with(SemaphoreStatus::file, FileColumns.INODE.identity())
            .and(Column.of("created", Type.TIME, "when it was created; taking and giving back leaves no trace",
                    s -> Value.of(s.created())));

    private static Value number(Integer known) {
        return known == null ? Value.MISSING : Value.of(known);
    }

    private SemColumns() {}

    /** {@code ipcctl sem stat}. */
    static Command stat() {
        return new StatCommand<>(SemaphoreKind.KIND, SCHEMA, "The semaphore, with or without its leading slash.",
                Texts.of(new Example("a table", "ipcctl sem stat lock").after("ipcctl sem create lock"),
                        new Example("into variables of a script",
                                "eval \"$(ipcctl sem stat lock --format shell)\"; echo \"$value\"")
                                .after("ipcctl sem create "
                                        + "lock")));
    }

    /** {@code ipcctl sem ls}. */
    static Command ls() {
        return new ListCommand<>(SemaphoreKind.KIND,
                SCHEMA.showing("name", "value", "waiters", "mode", "owner_name", "created"),
                Texts.of(
                        "The value is missing if you may not read the semaphore, or if the file in /dev/shm is not a "
                                + "semaphore.",
                        new Example("a table", "ipcctl sem ls"),
                        new Example("those that processes may be waiting for",
                                "ipcctl sem ls --format json | jq -r '.[] | select(.value == 0).name'")));
    }

    /** {@code ipcctl sem rm}. */
    static Command rm() {
        return new RemoveCommand(SemaphoreKind.KIND, "The semaphores to remove.",
                Texts.of(
                        "If one cannot be removed, the others still are, and the exit status is that of the first "
                                + "failure. Processes that have a semaphore open, or wait for it, can go on using it "
                                + "among themselves.",
                        new Example("remove two", "ipcctl sem rm lock slots").after("ipcctl sem create lock",
                                "ipcctl sem create slots"),
                        new Example("clean up at the end of a script", "trap 'ipcctl sem rm -f lock' EXIT")));
    }
}
