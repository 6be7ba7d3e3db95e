package org.ipcctl.cli.sem;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemFolder;

/** What stat and ls tell of a semaphore. */
final class SemRows {
    static final Schema SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the name, with its slash"),
            Column.of("value", Type.INTEGER, "how many can be taken now; missing where it may not be read or is not a semaphore"),
            Column.of("mode", Type.MODE, "the permission bits; a semaphore wants both r and w"),
            Column.of("owner_name", Type.TEXT, "the user who owns it"),
            Column.of("group_name", Type.TEXT, "the group that owns it"),
            Column.detail("owner_id", Type.INTEGER, "the owner's number"),
            Column.detail("group_id", Type.INTEGER, "the group's number"),
            Column.detail("inode", Type.INTEGER, "the inode number in /dev/shm"),
            Column.of("created", Type.TIME, "when it was created; taking and giving back leaves no trace"));

    private SemRows() {
    }

    /**
     * The row of the semaphore {@code name}.
     *
     * @param strict whether a file that is not a semaphore is a failure, and not a row without a value
     * @throws KernelException ENOENT
     */
    static Row row(Schema schema, String name, boolean strict) {
        FileStatus file = SemFolder.status(name);
        return schema.row(Value.of(name), value(name, strict), Value.mode(file.permissions()),
                Value.of(Users.user(file.uid())), Value.of(Users.group(file.gid())), Value.of(file.uid()), Value.of(file.gid()),
                Value.of(file.inode()), Value.of(file.born() != null ? file.born() : file.modified()));
    }

    private static Value value(String name, boolean strict) {
        try {
            return Value.of(NamedSemaphore.value(name));
        } catch (KernelException e) {
            if (e.is(Errno.EACCES) || !strict && (e.is(Errno.EINVAL) || e.is(Errno.ELOOP) || e.is(Errno.EAGAIN))) {
                return Value.MISSING;
            }
            throw e;
        }
    }
}
