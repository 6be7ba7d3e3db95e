package org.ipcctl.cli.shm;

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
import org.ipcctl.kernel.KernelException;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.shm.ShmDirectory;
import org.ipcctl.sync.SyncBlock;

/** What stat and ls tell of a shared memory object. */
final class ShmColumns {
    static final Schema<ShmDirectory.Entry> SCHEMA = Schema.<ShmDirectory.Entry>single(
            Column.<ShmDirectory.Entry>text("name", "the name, with its slash", Shrink.MIDDLE, ShmDirectory.Entry::name)
                    .identity(),
            Column.of("kind", Type.TEXT,
                    "mutex, cond (a condition variable) or memory; missing if it may not be read", ShmColumns::kind),
            Column.of("size_bytes", Type.SIZE, "its length", o -> Value.of(o.status().size())),
            Column.<ShmDirectory.Entry>of("allocated_bytes", Type.SIZE, "the memory allocated for it, in whole "
                    + "pages", o -> Value.of(o.status().allocated())).rated())
            .with(ShmDirectory.Entry::status, FileColumns.MODE)
            .with(ShmDirectory.Entry::status, FileColumns.OWNERS)
            .with(ShmDirectory.Entry::status, FileColumns.INODE.identity(), FileColumns.ACCESSED.disturbed(),
                    FileColumns.MODIFIED, FileColumns.CHANGED, FileColumns.BORN);

    private ShmColumns() {}

    private static Value kind(ShmDirectory.Entry object) {
        if (object.status().size() != SyncBlock.LENGTH) {
            return Value.of("memory");
        }
        try {
            SyncBlock.Kind kind = SyncBlock.kindOf(object.name());
            return Value.of(kind == null ? "memory" : kind == SyncBlock.Kind.MUTEX ? "mutex" : "cond");
        } catch (KernelException notToBeRead) {
            return Value.MISSING;
        }
    }

    /** {@code ipcctl shm stat}. */
    static Command stat() {
        return new StatCommand<>(SharedMemoryKind.KIND, SCHEMA, "The object, with or without its leading slash.",
                Texts.of(
                        "The object is not opened, so its mode need not allow that. Writing through a mapping, as C "
                                + "programs do, does not change its times.",
                        new Example("size, mode and times of one", "ipcctl shm stat frame")
                                .after("ipcctl shm create frame --size 4K"),
                        new Example("into variables of a script",
                                "eval \"$(ipcctl shm stat frame --format shell)\"; echo \"$size_bytes\"")
                                .after("ipcctl shm create frame --size 4K")));
    }

    /** {@code ipcctl shm ls}. */
    static Command ls() {
        return new ListCommand<>(SharedMemoryKind.KIND,
                SCHEMA.showing("name", "kind", "size_bytes", "mode", "owner_name", "modified"),
                Texts.of("Named semaphores are in /dev/shm too, but are not listed here.",
                        new Example("all objects", "ipcctl shm ls"),
                        new Example("the largest first",
                                "ipcctl shm ls --format plain --columns size_bytes,name | sort -rn")));
    }

    /** {@code ipcctl shm rm}. */
    static Command rm() {
        return new RemoveCommand(SharedMemoryKind.KIND, "The objects to remove.",
                Texts.of(
                        "If one cannot be removed, the others still are, and the exit status is that of the first "
                                + "failure. Processes that have an object open or mapped can go on using it, and its "
                                + "memory is freed when the last of them closes or unmaps it.",
                        new Example("remove two", "ipcctl shm rm frame samples")
                                .after("ipcctl shm create frame --size 1", "ipcctl shm create samples --size 1"),
                        new Example("clean up at the end of a script", "trap 'ipcctl shm rm -f frame' EXIT")));
    }
}
