package org.ipcctl.cli.host;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.ipcctl.cli.FileColumns;
import org.ipcctl.host.HostObject;
import org.ipcctl.host.Use;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.SocketEntry;

/**
 * An object as a row.
 *
 * @param isComplete whether every process could be looked at
 * @param processes  what is known of processes
 */
record Listed(HostObject object, boolean isComplete, Processes processes) {
    static final Column<Listed> KIND = Column
            .of("kind", Type.TEXT, HeldColumns.KINDS, (Listed l) -> Value.of(l.object.word())).identity();
    static final Column<Listed> OBJECT = new Column<Listed>("object", Type.TEXT,
            "the object, as it is typed if it has a name", true, Shrink.MIDDLE,
            (Listed l) -> HeldColumns.object(l.object.label())).identity();
    static final Schema<Listed> SCHEMA = Schema.<Listed>list(KIND, OBJECT,
            Column.text("user_name", "the user who owns it", Shrink.END,
                    l -> l.processes.userName(l.object.summary().user())),
            Column.of("size_bytes", Type.SIZE,
                    "its amount of memory; for memory without a name that may not be inspected, how much of it is "
                            + "mapped",
                    (Listed l) -> Value.of(l.object.summary().size())).rated(),
            Column.of("queued_bytes", Type.SIZE, "what waits in it to be read or received, if it may be inspected",
                    (Listed l) -> Value.of(l.object.queued())).rated(),
            Column.of("count", Type.INTEGER,
                    "messages in a queue, the value of a semaphore or eventfd, signals so far to a condition "
                            + "variable, or connections waiting to be accepted",
                    (Listed l) -> Value.of(l.object.summary().count())).rated(),
            Column.of("waiters", Type.INTEGER, "how many wait for a semaphore, mutex or condition variable",
                    l -> Value.of(l.object.waiters(l.isComplete))),
            Column.of("state", Type.TEXT,
                    "deleted (it no longer has a name), foreign (its name belongs to another IPC name space), the "
                            + "state of a mutex or socket, or who waits at a pipe",
                    (Listed l) -> Value.of(l.object.state()))
                    .toned(Map.of("deleted", Tone.WARNING, "owner-died", Tone.WARNING, "not-recoverable", Tone.BAD,
                            "writer blocked: full", Tone.WARNING)),
            Column.text("holders",
                    "each process that has it, as far as visible: its pid, a slash and its name", Shrink.END,
                    Listed::holders),
            Column.detail("holder_count", Type.INTEGER,
                    "how many these are; missing if none is seen and some may be hidden", Listed::count),
            Column.detail("holder_pids", Type.COMPOUND, "their process ids",
                    l -> HeldColumns.pids(l.object.processes())),
            new Column<>("peer", Type.TEXT, "for a connected socket, the socket on the other side", false,
                    Shrink.MIDDLE,
                    l -> HeldColumns.object(l.object.peer() == null ? null : l.object.peer().label())),
            Column.detail("changed", Type.TIME,
                    "when it was created, written or last changed, as far as the kernel records that",
                    l -> Value.of(l.object.summary().changed())))
            .<FileStatus>with(l -> l.object.summary().file(), FileColumns.MODE.detail(),
                    FileColumns.INODE.saying("its inode number"))
            .showing("object", "user_name", "size_bytes", "queued_bytes", "state", "holders");

    /** Whether it is the pipe or socket that has this status, or a socket that is connected to it. */
    boolean isOutput(FileStatus output) {
        SocketEntry socket = object.socket();
        FileStatus file = object.summary().file();
        return socket != null ? socket.isAt(output)
                : file != null && file.inode() == output.inode() && file.device() == output.device();
    }

    private String holders() {
        SortedSet<Long> pids = object.processes();
        return pids.isEmpty() ? null : pids.stream().map(processes::shown).collect(Collectors.joining(" "));
    }

    private Value count() {
        int holders = object.processes().size();
        boolean isKnown = holders > 0 || (object.kind() == null ? isComplete
                : Use.ofUnheld(object.kind(), object.summary().name(), isComplete) == Use.NONE);
        return isKnown ? Value.of(holders) : Value.MISSING;
    }

    /** Whether it can be left behind: it has a name that is not a process's, and no process is seen to have it. */
    boolean isUnheld() {
        return object.kind() != null && object.kind().isListed() && object.kind().isHeld()
                && object.holders().isEmpty();
    }

    /** Of one that is unheld, whether a process has it nevertheless. */
    Use use() {
        return Use.ofUnheld(object.kind(), object.summary().name(), isComplete);
    }

    /** The holders of these, a row each; an object without one has a row, too. */
    static List<Held> holders(List<Listed> objects) {
        return objects.stream().flatMap(listed -> listed.object.holders().isEmpty()
                ? java.util.stream.Stream.of(Held.of(listed.object, null, null, listed.processes))
                : listed.object.holders().stream()
                        .map(holding -> Held.of(listed.object, holding, null, listed.processes)))
                .toList();
    }
}
