package org.ipcctl.cli.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.SocketKind;

/** What is shown of who has an object. */
final class HeldColumns {
    static final String KINDS = "mq, shm, sem, mutex, cond, fifo, sock, sysv-msg, sysv-sem, sysv-shm, pipe, eventfd, "
            + "memfd, sysv (a segment of "
            + "another IPC name space) or anon (shared between a process and its children)";

    private static final Column<Held> PID = Column.of("pid", Type.INTEGER, "the process", h -> Value.of(h.pid()));
    private static final Column<Held> COMMAND = Column.text("command", "the name of its program, of 15 bytes at most",
            Shrink.END,
            h -> h.pid() == null ? null : h.processes().command(h.pid()));
    private static final Column<Held> USER = Column.text("user_name", "its effective user", Shrink.END,
            h -> h.pid() == null ? null : h.processes().userName(h.processes().user(h.pid())));
    private static final Column<Held> HOW = Column.of("how", Type.TEXT,
            "read, write, read+write, path (O_PATH), map, listen, owner or waiter",
            h -> h.holding() == null ? Value.MISSING : Value.of(h.holding().how().toString()));
    private static final Column<Held> FD = Column.of("fd", Type.INTEGER, "the descriptor; missing for a mapping",
            h -> Value.of(h.fd()));
    private static final Column<Held> KIND = Column.of("kind", Type.TEXT, KINDS, h -> Value.of(h.kind()));
    private static final Column<Held> OBJECT = new Column<>("object", Type.TEXT,
            "the object, as it is typed if it has a name", true, Shrink.MIDDLE,
            h -> object(h.object()));
    private static final Column<Held> PEER = new Column<>("peer", Type.TEXT,
            "for a connected socket, the socket on the other side", true, Shrink.MIDDLE,
            h -> object(h.peer()));
    private static final Column<Held> OTHERS = new Column<>("other_pids", Type.COMPOUND,
            "for the objects of PID, the other processes that have the same object, or its other side, as far as "
                    + "they can be seen",
            true, Shrink.END, h -> pids(h.others()));

    static final Schema<Held> OF_OBJECTS = Schema.list(PID, COMMAND, USER, HOW, FD, KIND.detail(), OBJECT);
    static final Schema<Held> OF_A_PROCESS = Schema.list(PID.detail(), COMMAND.detail(), USER.detail(), HOW, FD, KIND,
            OBJECT, PEER, OTHERS);
    static final Schema<Held> ALL = Schema.list(PID, COMMAND, USER, HOW, FD, KIND, OBJECT, PEER, OTHERS);
    /** Of a list of all objects, where each is followed by its holders. */
    static final Schema<Held> OF_ALL_OBJECTS = Schema.list(KIND, OBJECT,
            PID.saying("a process that has it; missing if none is seen"),
            COMMAND, USER.named("holder_name"), HOW, FD, PEER.detail());

    private HeldColumns() {}

    /** An abstract name has escapes of its own. */
    static Value object(String object) {
        return object != null && object.startsWith(SocketKind.KIND.word() + ":@") ? Value.spelled(object)
                : Value.of(object);
    }

    static Value pids(Collection<Long> pids) {
        if (pids == null || pids.isEmpty()) {
            return Value.MISSING;
        }
        List<Value> items = new ArrayList<>();
        pids.forEach(pid -> items.add(Value.of(pid.longValue())));
        return new Value.Items(items);
    }
}
