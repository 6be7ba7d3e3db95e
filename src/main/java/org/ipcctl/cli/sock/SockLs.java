package org.ipcctl.cli.sock;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WatchOption;
import org.ipcctl.kernel.Users;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.kernel.ProcessNames;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketEntry;
import org.ipcctl.sock.SocketHolders;
import org.ipcctl.sock.SocketTable;
import org.ipcctl.sock.SocketType;

/** {@code ipcctl sock ls}. */
final class SockLs extends SockCommand {
    /** A socket, and what else there is to know of it; {@code peer} is null where the other side is not known. */
    private record Known(SocketEntry entry, SocketEntry peer, SocketHolders holders) {
        /** What is told in another way of a listener. */
        SocketEntry talker() {
            return entry.isListening() ? null : entry;
        }

        SocketEntry listener() {
            return entry.isListening() ? entry : null;
        }
    }

    private static final Schema<Known> SCHEMA = Schema.<Known>list()
            .<SocketEntry>with(Known::entry,
                    Column.of("type", Type.TEXT, "stream, seqpacket or dgram",
                            s -> s.type() == null ? Value.MISSING : Value.of(s.type().toString())),
                    Column.of("state", Type.TEXT, "listening, connected or unconnected",
                            s -> Value.of(s.state().toString())))
            .<SocketEntry>with(Known::talker,
                    Column.<SocketEntry>of("unread_bytes", Type.SIZE,
                            "bytes received and not yet read; missing if datagrams wait, because the kernel reports "
                                    + "only the length of the next one",
                            s -> Value.of(
                                    isDatagram(s) && s.received() != null && s.received() > 0 ? null : s.received()))
                            .rated(),
                    Column.<SocketEntry>of("unsent_bytes", Type.SIZE,
                            "bytes sent and not yet read by the other side, including the kernel's overhead",
                            s -> Value.of(s.sent())).rated(),
                    Column.detail("next_bytes", Type.SIZE,
                            "for dgram, the length of the next message; 0 if none waits, or an empty one",
                            s -> Value.of(isDatagram(s) ? s.received() : null)))
            .<SocketEntry>with(Known::listener,
                    Column.<SocketEntry>of("waiting", Type.INTEGER,
                            "for a listener, connections not yet accepted", s -> Value.of(s.received()))
                            .rated(),
                    Column.detail("backlog", Type.INTEGER, "for a listener, how many may wait",
                            s -> Value.of(s.sent())))
            .with(Known::entry, address("addr", "the path or @name to which it is bound"),
                    Column.<SocketEntry>of("inode", Type.INTEGER, "its number, as in socket:[N] under /proc/PID/fd",
                            s -> Value.of(s.inode())).identity(),
                    Column.of("peer_inode", Type.INTEGER, "the number of the socket on the other side",
                            s -> Value.of(s.peer())))
            .with(Known::peer, address("peer_addr", "the path or @name to which the other side is bound").detail())
            .and(Column.detail("user_name", Type.TEXT, "the user who created it",
                    k -> k.entry.user() == null ? Value.MISSING : Value.of(Users.user(k.entry.user()))),
                    Column.text("processes",
                            "each process that has it open, as far as they may be seen: its pid, a slash and its name",
                            Shrink.END,
                            k -> processes(k.entry.inode(), k.holders)),
                    Column.text("peer_processes", "the same for the other side", Shrink.END,
                            k -> processes(k.entry.peer(), k.holders)))
            .showing("type", "state", "unread_bytes", "unsent_bytes", "addr", "processes");

    private final Arg<SocketAddress> address = optionalArg(ADDRESS, "ADDR",
            "List only sockets bound to ADDR, and those connected to them.");
    private final Arg<Boolean> listening = flag("List only listening sockets.", "--listening").formerly("-l");
    private final WatchOption watch = watchOption();

    @Override
    protected boolean sortsRows() {
        return true;
    }

    @Override
    protected String listed() {
        return "sockets";
    }

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Lists the sockets of this network name space. Root sees every socket's processes; others see only "
                        + "their own. If the kernel lacks sock_diag(7), the queues and other sides are missing.",
                "A path is shown as it was bound, so a relative one is relative to the directory where its process "
                        + "was then; ADDR finds it by its file. In an abstract name \\xNN is the byte with that "
                        + "hexadecimal number and \\\\ a backslash, both here and in every ADDR.",
                "The sockets that ipcctl itself uses for the list are left out.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("which processes listen where", "ipcctl sock ls --listening"),
                new Example("the processes that are connected to a socket",
                        "ipcctl sock ls @chat --columns processes,peer_processes")
                        .after("ipcctl sock listen @chat --once -- sleep 30 & ipcctl sock connect @chat --retry 5s "
                                + "</dev/null &",
                                "until ipcctl sock ls @chat >seen; do sleep 0.02; done"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        return watch.show(args, context, SCHEMA, looking -> look(args), (known, output) -> known.entry().isAt(output));
    }

    private List<Known> look(Args args) {
        List<SocketEntry> entries = SocketTable.read();
        Map<Long, SocketEntry> all = new HashMap<>();
        for (SocketEntry entry : entries) {
            if (entry.inode() != null) {
                all.put(entry.inode(), entry);
            }
        }
        SocketHolders holders = SocketHolders.read();
        SocketTable.Place place = args.has(address) ? SocketTable.Place.of(args.get(address)) : null;
        List<SocketEntry> shown = entries.stream()
                .filter(entry -> isWanted(args, entry, all, place) && !isOurs(entry, holders))
                .sorted(Comparator.comparing((SocketEntry entry) -> entry.address() == null)
                        .thenComparing(SocketEntry::inode, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        if (shown.isEmpty() && args.has(address)) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, args.get(address).text(),
                    "no process has a socket bound to it" + (args.get(listening) ? " that listens" : ""),
                    "'ipcctl sock ls' lists all.");
        }
        return shown.stream()
                .map(entry -> new Known(entry, entry.peer() == null ? null : all.get(entry.peer()), holders)).toList();
    }

    private boolean isWanted(Args args, SocketEntry entry, Map<Long, SocketEntry> all, SocketTable.Place place) {
        boolean matches = place == null || place.holds(entry)
                || entry.peer() != null && all.containsKey(entry.peer()) && place.holds(all.get(entry.peer()));
        return matches && (!args.get(listening) || entry.isListening());
    }

    /**
     * The JVM keeps one end of a pair of which it has closed the other, to be put in the place of files that it closes.
     */
    private static boolean isOurs(SocketEntry entry, SocketHolders holders) {
        boolean rest = entry.inode() != null && entry.state() == SocketEntry.State.CONNECTED && entry.address() == null
                && entry.peer() == null;
        return rest && holders.of(entry.inode()).equals(List.of(ProcessHandle.current().pid()));
    }

    private static boolean isDatagram(SocketEntry entry) {
        return entry.type() == SocketType.DGRAM;
    }

    private static Column<SocketEntry> address(String id, String help) {
        return new Column<>(id, Type.TEXT, help, true, Shrink.MIDDLE, s -> spelled(s.address()));
    }

    private static String processes(Long inode, SocketHolders holders) {
        return inode == null ? null : ProcessNames.listed(holders.of(inode));
    }
}
