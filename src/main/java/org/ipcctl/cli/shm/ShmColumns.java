package org.ipcctl.cli.shm;

import org.ipcctl.cli.FileColumns;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.shm.ShmFolder;

/** What stat and ls tell of a shared memory object. */
final class ShmColumns {
    static final Schema<ShmFolder.Entry> SCHEMA = Schema.<ShmFolder.Entry>single(
            Column.text("name", "the name, with its slash", Shrink.MIDDLE, ShmFolder.Entry::name),
            Column.of("size_bytes", Type.SIZE, "its length", o -> Value.of(o.status().size())),
            Column.of("allocated_bytes", Type.SIZE, "the memory that is behind it, in whole pages", o -> Value.of(o.status().allocated())))
            .with(ShmFolder.Entry::status, FileColumns.MODE)
            .with(ShmFolder.Entry::status, FileColumns.OWNERS)
            .with(ShmFolder.Entry::status, FileColumns.INODE, FileColumns.ACCESSED, FileColumns.MODIFIED, FileColumns.CHANGED, FileColumns.BORN);

    private ShmColumns() {
    }
}
