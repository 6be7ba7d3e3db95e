package org.ipcctl.sock;

import java.time.Duration;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Condition.What;
import org.ipcctl.inspect.Cues;
import org.ipcctl.inspect.Presence;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/**
 * Waits until a connection or a datagram to an address would find somebody: a socket that listens there, or one of
 * datagrams that is bound. The kernel tells nobody of bind(2) in the abstract name space, and of listen(2) nowhere; of
 * a socket's file inotify(7) tells.
 */
final class SocketAwaited implements Awaited {
    /** What can be waited for of a socket. */
    static final List<What> CONDITIONS = List.of(What.EXISTS, What.GONE, What.PEER);

    private final SocketAddress address;
    private final Cues cues;
    private boolean isThere;

    private SocketAwaited(SocketAddress address) {
        this.address = address;
        this.cues = Cues.ofName(address.isAbstract() ? null : address.text());
    }

    /**
     * The socket at {@code address}, to be waited for until it is as {@code condition} says, which is one of
     * {@link #CONDITIONS}.
     */
    static Awaited of(SocketAddress address, Condition condition) {
        return condition.what() == What.PEER ? new SocketAwaited(address)
                : new Presence(address.isAbstract() ? null : address.text(), () -> exists(address), condition);
    }

    /** A file exists whether or not a process has its socket; a name in the abstract name space does while one has. */
    private static boolean exists(SocketAddress address) {
        if (address.isAbstract()) {
            SocketTable.Place place = SocketTable.Place.of(address);
            return SocketTable.read().stream().anyMatch(place::holds);
        }
        return Presence.isFound(() -> {
            FileStatus.Kind kind = FileStatus.of(address.text()).kind();
            if (kind != FileStatus.Kind.SOCKET) {
                throw new KernelException("statx", address.text(), Errno.EINVAL)
                        .because("it is a " + kind + ", not a socket");
            }
        });
    }

    @Override
    public boolean holds() {
        cues.renew();
        isThere = address.isAbstract() || exists(address);
        return isThere && SocketTable.Place.of(address).holders(SocketTable.read()).stream()
                .anyMatch(entry -> entry.isListening() || entry.type() == SocketType.DGRAM);
    }

    @Override
    public List<Cue> cues() {
        return cues.cues();
    }

    @Override
    public Duration pause() {
        Duration pause = cues.pause();
        return isThere && pause.compareTo(SOON) > 0 ? SOON : pause;
    }

    @Override
    public void close() {
        cues.close();
    }
}
