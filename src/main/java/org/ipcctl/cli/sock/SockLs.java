package org.ipcctl.cli.sock;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Opt;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Result;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.ProcessNames;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketEntry;
import org.ipcctl.sock.SocketHolders;
import org.ipcctl.sock.SocketTable;

/** {@code ipcctl sock ls}. */
final class SockLs extends SockLeaf {
    private static final Schema SCHEMA = Schema.list(
            Column.of("type", Type.TEXT, "stream, seqpacket or dgram"),
            Column.of("state", Type.TEXT, "listening, connected or unconnected"),
            Column.of("unread_bytes", Type.SIZE, "what has come and was not read yet"),
            Column.of("unsent_bytes", Type.SIZE, "what was sent and the other side has not read yet, with the kernel's own bookkeeping"),
            Column.of("waiting", Type.INTEGER, "of a listener, connections that were not accepted yet"),
            Column.detail("backlog", Type.INTEGER, "of a listener, how many may wait"),
            Column.of("addr", Type.TEXT, "the path or @name that it is bound to"),
            Column.of("inode", Type.INTEGER, "its number, as in socket:[N] under /proc/PID/fd"),
            Column.of("peer_inode", Type.INTEGER, "the number of the socket at the other side"),
            Column.detail("peer_addr", Type.TEXT, "the path or @name that the other side is bound to"),
            Column.detail("user_name", Type.TEXT, "the user who made it"),
            Column.of("processes", Type.TEXT, "each process that has it open, as far as they may be seen: its pid, a slash and its name"),
            Column.of("peer_processes", Type.TEXT, "the same of the other side"));

    private final Opt<SocketAddress> address = optionalArg(ADDRESS, "ADDR", "List only sockets bound to ADDR, and those connected to them.");
    private final Opt<Boolean> listening = flag("List only those that listen.", "-l", "--listening");

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("The sockets of this network name space. Whose processes they are is known of all to root, and of one's own to others. "
                + "Where the kernel lacks sock_diag(7), the queues and other sides are missing.",
                "A path is shown as it was bound, so a relative one is relative to the folder where its process was then.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("who listens where", "ipcctl sock ls --listening"),
                new Example("the processes that are connected to a socket", "ipcctl sock ls @chat --columns processes,peer_processes")
                        .after("ipcctl sock listen @chat --once -- sleep 30 & ipcctl sock connect @chat </dev/null &",
                                "until ipcctl sock ls @chat >seen; do :; done"));
    }

    @Override
    protected int run(Context context) throws IOException {
        Map<Long, SocketEntry> all = new HashMap<>();
        SocketTable.read().forEach(entry -> all.put(entry.inode(), entry));
        List<SocketEntry> shown = all.values().stream().filter(entry -> isWanted(entry, all))
                .sorted(Comparator.comparing((SocketEntry entry) -> entry.address() == null).thenComparing(SocketEntry::inode)).toList();
        if (shown.isEmpty() && address.isGiven()) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, address.get().text(), "no process has a socket bound to it" + (listening.get() ? " that listens" : ""),
                    "'ipcctl sock ls' lists all.");
        }
        SocketHolders holders = SocketHolders.read();
        context.show(Result.of(SCHEMA, shown.stream().map(entry -> row(entry, all, holders)).toList()));
        return 0;
    }

    private boolean isWanted(SocketEntry entry, Map<Long, SocketEntry> all) {
        boolean matches = !address.isGiven() || isBound(entry) || entry.peer() != null && isBound(all.get(entry.peer()));
        return matches && (!listening.get() || entry.isListening());
    }

    private boolean isBound(SocketEntry entry) {
        return entry != null && address.get().text().equals(entry.address());
    }

    private static Row row(SocketEntry entry, Map<Long, SocketEntry> all, SocketHolders holders) {
        SocketEntry peer = entry.peer() == null ? null : all.get(entry.peer());
        return SCHEMA.row(entry.type() == null ? Value.MISSING : Value.of(entry.type().toString()), Value.of(entry.state().toString()),
                number(entry.isListening() ? null : entry.received()), number(entry.isListening() ? null : entry.sent()),
                number(entry.isListening() ? entry.received() : null), number(entry.isListening() ? entry.sent() : null),
                Value.of(entry.address()), Value.of(entry.inode()), number(entry.peer()), Value.of(peer == null ? null : peer.address()),
                entry.user() == null ? Value.MISSING : Value.of(Users.user(entry.user())),
                processes(holders.of(entry.inode())), processes(entry.peer() == null ? List.of() : holders.of(entry.peer())));
    }

    private static Value number(Long known) {
        return known == null ? Value.MISSING : Value.of(known);
    }

    private static Value processes(List<Long> pids) {
        return pids.isEmpty() ? Value.MISSING : Value.of(pids.stream()
                .map(pid -> ProcessNames.shortName(pid) == null ? pid.toString() : pid + "/" + ProcessNames.shortName(pid)).collect(Collectors.joining(" ")));
    }
}
