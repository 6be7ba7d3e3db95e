package org.ipcctl.cli.holders;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.host.Holding;
import org.ipcctl.host.Sought;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** What is shown of a {@link Holding}. */
final class HoldingColumns {
    private static final Column<Holding> PID = Column.of("pid", Type.INTEGER, "the process", h -> Value.of(h.pid()));
    private static final Column<Holding> COMMAND = Column.text("command", "the name of its program, of 15 bytes at most", Shrink.END,
            h -> ProcessNames.shortName(h.pid()));
    private static final Column<Holding> USER = Column.text("user_name", "the user by whose rights it acts", Shrink.END, h -> user(h.pid()));
    private static final Column<Holding> HOW = Column.of("how", Type.TEXT,
            "read, write, read+write, path (O_PATH), map, listen, owner or waiter", h -> Value.of(h.how().toString()));
    private static final Column<Holding> FD = Column.of("fd", Type.INTEGER, "its descriptor; missing for a mapping",
            h -> h.fd() == null ? Value.MISSING : Value.of(h.fd().longValue()));
    private static final Column<Holding> KIND = Column.of("kind", Type.TEXT,
            "mq, shm, sem, mutex, cond, fifo, sock, pipe, eventfd, memfd, sysv (shmget) or anon (shared between a process and its children)",
            h -> Value.of(h.kind()));
    private static final Column<Holding> OBJECT = new Column<>("object", Type.TEXT, "the object, as it is typed where it has a name", true, Shrink.MIDDLE,
            h -> object(h.object()));
    private static final Column<Holding> PEER = new Column<>("peer", Type.TEXT, "of a connected socket, the one at the other side", true, Shrink.MIDDLE,
            h -> object(h.peer()));
    private static final Column<Holding> OTHERS = Column.of("other_pids", Type.COMPOUND,
            "of PID's objects, the other processes that have the same, or its other side, as far as they can be seen", h -> others(h.others()));

    static final Schema<Holding> OF_OBJECTS = Schema.list(PID, COMMAND, USER, HOW, FD, KIND.detail(), OBJECT);
    static final Schema<Holding> OF_A_PROCESS = Schema.list(PID.detail(), COMMAND.detail(), USER.detail(), HOW, FD, KIND, OBJECT, PEER, OTHERS);
    static final Schema<Holding> ALL = Schema.list(PID, COMMAND, USER, HOW, FD, KIND, OBJECT, PEER, OTHERS);

    private HoldingColumns() {}

    private static String user(long pid) {
        Long number = ProcessNames.user(pid);
        return number == null ? null : Users.user(number);
    }

    /** An abstract name has escapes of its own. */
    private static Value object(String object) {
        return object != null && object.startsWith(Sought.SOCKET + ":@") ? Value.spelled(object) : Value.of(object);
    }

    private static Value others(List<Long> pids) {
        if (pids == null || pids.isEmpty()) {
            return Value.MISSING;
        }
        List<Value> items = new ArrayList<>();
        pids.forEach(pid -> items.add(Value.of(pid.longValue())));
        return new Value.Items(items);
    }
}
