package org.ipcctl.cli.sync;

import org.ipcctl.cli.FileColumns;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What stat tells of either kind of object. */
final class SyncColumns {
    private SyncColumns() {
    }

    /** The name, then what is {@code own} to a kind, then the file. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Schema<SyncObject<T>> around(String kind, Column<SyncObject<T>>... own) {
        return Schema.<SyncObject<T>>single(Column.of("name", Type.TEXT, "the name, with its slash", o -> Value.of(o.memory().name())))
                .and(own)
                .with(SyncObject::file, FileColumns.MODE.saying("the permission bits; " + kind + " wants both r and w"),
                        FileColumns.OWNER.saying("the user who owns the object"), FileColumns.GROUP.saying("the group that owns the object"));
    }
}
