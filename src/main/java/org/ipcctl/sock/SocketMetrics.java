package org.ipcctl.sock;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSet.Label;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;

/** What is measured of UNIX sockets: of all by type and state, and of those who serve others by their address. */
public final class SocketMetrics {
    private static final MetricSet<SocketEntry> ALL = new MetricSet<>(
            List.of(type(), new Label<>("state", socket -> socket.state().toString())),
            List.of(new Metric<>("sock_sockets", "UNIX sockets of this network name space.", socket -> 1)));
    /** What a listener accepted is bound to its address, too. */
    private static final MetricSet<SocketEntry> EACH = new MetricSet<>(
            List.of(new Label<>("address", SocketEntry::address), type()), List.of(
                    new Metric<>("sock_waiting_connections", "Connections that the listener has not accepted yet.",
                            socket -> socket.isListening() ? socket.received() : null),
                    new Metric<>("sock_backlog", "Connections that may wait for the listener to accept them.",
                            socket -> socket.isListening() ? socket.sent() : null),
                    new Metric<>("sock_connections", "Open connections that the listener has accepted.",
                            socket -> socket.isListening() ? 0 : 1),
                    new Metric<>("sock_unread_bytes",
                            "Bytes received on accepted connections and not yet read.",
                            socket -> socket.isListening() ? null : socket.received()),
                    new Metric<>("sock_unsent_bytes",
                            "Bytes sent on accepted connections that the other side has not read yet, including the "
                                    + "kernel's overhead.",
                            socket -> socket.isListening() ? null : socket.sent())));
    public static final MetricSource SOURCE = new MetricSource("sock", List.of(ALL, EACH), SocketMetrics::look);

    private SocketMetrics() {}

    private static Label<SocketEntry> type() {
        return new Label<>("type", socket -> socket.type() == null ? "other" : socket.type().toString());
    }

    private static Look look() {
        List<SocketEntry> sockets = SocketTable.read().stream().filter(socket -> socket.inode() != null).toList();
        Set<String> addresses = new HashSet<>();
        boolean queues = true;
        for (SocketEntry socket : sockets) {
            if (socket.isListening() && socket.address() != null) {
                addresses.add(socket.address());
            }
            queues &= socket.received() != null;
        }
        List<SocketEntry> served = sockets.stream()
                .filter(socket -> socket.address() != null && addresses.contains(socket.address())).toList();
        return new Look(List.of(ALL.measure(sockets), EACH.measure(served)),
                queues ? List.of()
                        : List.of("the kernel has no sock_diag for UNIX sockets, so their queues are not known"));
    }
}
