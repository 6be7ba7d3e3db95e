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
import org.ipcctl.sysv.SemKind;
import org.ipcctl.sysv.SemStatus;

/** What stat and ls tell of a semaphore set. */
final class SemColumns {
    static final String NAME = "The semaphore set";

    private static final Schema<SemStatus> SCHEMA = PermissionColumns.schema(SemStatus::id, SemStatus::permissions)
            .and(Column.of("semaphores", Type.INTEGER, "how many semaphores it has", s -> Value.of(s.semaphores())),
                    Column.of("operated", Type.TIME, "when semop(2) was last called; missing if never; whole seconds",
                            s -> Value.of(s.operated())),
                    Column.detail("changed", Type.TIME,
                            "when it was created, its attributes changed, or its values set; whole seconds",
                            s -> Value.of(s.changed())))
            .with(SemStatus::permissions, PermissionColumns.DETAILS);

    private SemColumns() {}

    /** {@code ipcctl sysv sem stat}. */
    static Command stat() {
        return new StatCommand<>(SemKind.KIND, SCHEMA, KeyName.help(NAME),
                Texts.of("'sysv sem get' shows the values of its semaphores.",
                        new Example("its mode and owner", "ipcctl sysv sem stat 0x77")
                                .after("ipcctl sysv sem create 0x77")));
    }

    /** {@code ipcctl sysv sem ls}. */
    static Command ls() {
        return new ListCommand<>(SemKind.KIND, SCHEMA,
                Texts.of("All sets of this IPC namespace are listed, even those that you may neither read nor alter.",
                        new Example("all sets", "ipcctl sysv sem ls")));
    }

    /** {@code ipcctl sysv sem rm}. */
    static Command rm() {
        return new RemoveCommand(SemKind.KIND, KeyName.help("The sets to remove, each"),
                Texts.of("Processes that wait for one of its semaphores get an error.",
                        new Example("clean up", "ipcctl sysv sem rm 0x77").after("ipcctl sysv sem create 0x77")));
    }
}
