package org.ipcctl.cli.sysv;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.Permissions;

/** What results tell of any System V object: its names, its owner, its mode. */
final class PermissionColumns {
    static final Column<Permissions> OWNER = Column.text("owner_name", "the user who owns it", Shrink.END,
            p -> Users.user(p.uid()));
    static final Column<Permissions> MODE = Column.of("mode", Type.MODE, "the permission bits",
            p -> Value.mode(p.mode()));
    static final List<Column<Permissions>> DETAILS = List.of(
            Column.detail("group_name", Type.TEXT, "the group that owns it", p -> Value.of(Users.group(p.gid()))),
            Column.detail("owner_id", Type.INTEGER, "the owner's number", p -> Value.of(p.uid())),
            Column.detail("group_id", Type.INTEGER, "the group's number", p -> Value.of(p.gid())),
            Column.detail("creator_name", Type.TEXT, "the user who created it",
                    p -> Value.of(Users.user(p.creator()))));

    private PermissionColumns() {}

    /** Key, id, owner and mode of a record that has them. */
    static <T> Schema<T> schema(ToIntFunction<T> id, Function<T, Permissions> permissions) {
        return Schema.<T>single(
                Column.<T>of("key", Type.TEXT, "the key in hexadecimal, or private",
                        o -> Value.of(permissions.apply(o).keyText())).identity(),
                Column.<T>of("id", Type.INTEGER, "the kernel's number for it, as used in id:N",
                        o -> Value.of((long) id.applyAsInt(o))).identity())
                .with(permissions, OWNER, MODE);
    }
}
