package org.ipcctl.cli.shm;

import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What stat and ls tell of a shared memory object. */
final class ShmRows {
    static final Schema SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the name, with its slash"),
            Column.of("size_bytes", Type.SIZE, "its length"),
            Column.of("allocated_bytes", Type.SIZE, "the memory that is behind it, in whole pages"),
            Column.of("mode", Type.MODE, "the permission bits"),
            Column.of("owner_name", Type.TEXT, "the user who owns it"),
            Column.of("group_name", Type.TEXT, "the group that owns it"),
            Column.detail("owner_id", Type.INTEGER, "the owner's number"),
            Column.detail("group_id", Type.INTEGER, "the group's number"),
            Column.detail("inode", Type.INTEGER, "the inode number in /dev/shm"),
            Column.detail("accessed", Type.TIME, "when it was last read by a system call"),
            Column.of("modified", Type.TIME, "when it was last written by a system call, or resized"),
            Column.detail("changed", Type.TIME, "when it was last written, or its attributes changed"),
            Column.detail("born", Type.TIME, "when it was created, where the kernel keeps that"));

    private ShmRows() {
    }

    static Row row(Schema schema, String name, FileStatus file) {
        return schema.row(Value.of(name), Value.of(file.size()), Value.of(file.allocated()), Value.mode(file.permissions()),
                Value.of(Users.user(file.uid())), Value.of(Users.group(file.gid())), Value.of(file.uid()), Value.of(file.gid()),
                Value.of(file.inode()),
                Value.of(file.accessed()), Value.of(file.modified()), Value.of(file.changed()), Value.of(file.born()));
    }
}
