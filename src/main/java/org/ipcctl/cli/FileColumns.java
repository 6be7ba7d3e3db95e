package org.ipcctl.cli;

import java.util.List;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What results tell of a file; most objects are one. */
public final class FileColumns {
    public static final Column<FileStatus> MODE = Column.of("mode", Type.MODE, "the permission bits",
            f -> Value.mode(f.permissions()));
    public static final Column<FileStatus> OWNER = Column.text("owner_name", "the user who owns it", Shrink.END,
            f -> Users.user(f.uid()));
    public static final Column<FileStatus> GROUP = Column.text("group_name", "the group that owns it", Shrink.END,
            f -> Users.group(f.gid()));
    /** Who owns it, by names and numbers. */
    public static final List<Column<FileStatus>> OWNERS = List.of(OWNER, GROUP,
            Column.detail("owner_id", Type.INTEGER, "the owner's number", f -> Value.of(f.uid())),
            Column.detail("group_id", Type.INTEGER, "the group's number", f -> Value.of(f.gid())));
    public static final Column<FileStatus> INODE = Column.detail("inode", Type.INTEGER, "the inode number in /dev/shm",
            f -> Value.of(f.inode()));
    public static final Column<FileStatus> ACCESSED = Column.detail("accessed", Type.TIME,
            "when it was last read by a system call",
            f -> Value.of(f.accessed()));
    public static final Column<FileStatus> MODIFIED = Column.of("modified", Type.TIME,
            "when it was last written by a system call, or resized",
            f -> Value.of(f.modified()));
    public static final Column<FileStatus> CHANGED = Column.detail("changed", Type.TIME,
            "when it was last written, or its attributes changed",
            f -> Value.of(f.changed()));
    public static final Column<FileStatus> BORN = Column.detail("born", Type.TIME,
            "when it was created, if the kernel records that",
            f -> Value.of(f.born()));

    private FileColumns() {}
}
