package org.ipcctl.host;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Summary;
import org.ipcctl.pipe.OpenPipe;
import org.ipcctl.sock.SocketEntry;

/** Something on this host by which processes talk or share memory, and which of them have it. */
public final class HostObject {
    private final String word;
    private final String label;
    private final IpcKind<?> kind;
    private final Summary summary;
    private final OpenPipe pipe;
    private final SocketEntry socket;
    private final List<Holding> holders = new ArrayList<>();
    private HostObject peer;
    private long sleepers;

    private HostObject(String word, String label, IpcKind<?> kind, Summary summary, OpenPipe pipe, SocketEntry socket) {
        this.word = word;
        this.label = label;
        this.kind = kind;
        this.summary = summary;
        this.pipe = pipe;
        this.socket = socket;
    }

    /** One that has a name, by which commands take it. */
    static HostObject named(IpcKind<?> kind, Summary summary) {
        return new HostObject(kind.word(), kind.word() + ":" + summary.name(), kind, summary, null, null);
    }

    /** One that has none: {@code memfd:x}, {@code eventfd:[7]}, or what was removed. */
    static HostObject unnamed(String word, String label, Summary summary) {
        return new HostObject(word, label, null, summary, null, null);
    }

    /** A pipe, or a FIFO that is open; of a FIFO that was removed {@code kind} is null. */
    static HostObject pipe(String word, String label, IpcKind<?> kind, Summary summary, OpenPipe pipe) {
        return new HostObject(word, label, kind, summary, pipe, null);
    }

    /** A socket; {@code kind} is null where it has no address. */
    static HostObject socket(String word, String label, IpcKind<?> kind, Summary summary, SocketEntry socket) {
        return new HostObject(word, label, kind, summary, null, socket);
    }

    /** What it is: the word of a kind, or {@code pipe}, {@code memfd}, {@code eventfd}, {@code anon}, {@code sysv}. */
    public String word() {
        return word;
    }

    /** As it is typed where commands take it, and otherwise as /proc shows it. */
    public String label() {
        return label;
    }

    /** The kind by which its name can be used; null where it has none. */
    public IpcKind<?> kind() {
        return kind;
    }

    /** What is known of it. */
    public Summary summary() {
        return summary;
    }

    /** Of a socket, what the kernel tells; otherwise null. */
    public SocketEntry socket() {
        return socket;
    }

    /** Bytes that wait in it to be read or received; null where nobody may know. */
    public Long queued() {
        return pipe != null ? pipe.queued() : summary.queued();
    }

    /** In a word or two; null where there is nothing to say. */
    public String state() {
        OpenPipe.State blocked = pipe == null ? null : pipe.state();
        return blocked != null ? blocked.toString() : summary.state();
    }

    /**
     * How many threads wait for it; null where that is not known.
     *
     * @param isComplete whether every process could be looked at
     */
    public Long waiters(boolean isComplete) {
        boolean isSeen = kind != null && kind.isSleptOn() && (isComplete || sleepers > 0);
        return summary.waiters() != null ? summary.waiters() : isSeen ? Long.valueOf(sleepers) : null;
    }

    /** Who has it, by process, as far as they can be seen. */
    public List<Holding> holders() {
        return holders;
    }

    /** The processes that have it, likewise. */
    public SortedSet<Long> processes() {
        SortedSet<Long> pids = new TreeSet<>();
        holders.forEach(holding -> pids.add(holding.pid()));
        return pids;
    }

    /** Of a connected socket, the one at the other side; null for all else, and where nobody tells. */
    public HostObject peer() {
        return peer;
    }

    void connect(HostObject other) {
        peer = other;
    }

    void add(Holding holding) {
        holders.add(holding);
    }

    void slept(long threads) {
        sleepers += threads;
    }

    OpenPipe ends() {
        return pipe;
    }
}
