package org.ipcctl.sock;

import java.util.List;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/** What is at an address that could not be connected to. */
final class Obstacle {
    private final SocketAddress address;
    private final List<SocketType> types;

    /** @param types those that were tried */
    Obstacle(SocketAddress address, List<SocketType> types) {
        this.address = address;
        this.types = types;
    }

    /**
     * The failure as it has to be seen: an abstract name is another one for each type, so that the kernel refuses a
     * connection to what is there with the words for nobody.
     */
    KernelException found(KernelException e) {
        if (!e.is(Errno.ECONNREFUSED) || !address.isAbstract()) {
            return e;
        }
        SocketType other = typeThere(true);
        return other == null ? e : new KernelException(e.call(), e.subject(), Errno.EPROTOTYPE);
    }

    /** Whether waiting may help: nobody listens, and nothing else is in the way. */
    boolean isAbsence(KernelException e) {
        return e.is(Errno.ENOENT) || e.is(Errno.ECONNREFUSED) && kind() == FileStatus.Kind.SOCKET;
    }

    /** The same failure with what is there. */
    KernelException explained(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such socket").in(SocketSituation.NO_LISTENER);
            case Errno.ECONNREFUSED -> refused(e);
            case Errno.EACCES -> e.because("permission denied; connecting needs write permission for the socket")
                    .in(SocketSituation.DENIED);
            case Errno.EPERM -> e.because("it accepts datagrams only from the socket to which it is connected")
                    .in(SocketSituation.OTHER_PEER);
            case Errno.EPROTOTYPE -> otherType(e);
            default -> e;
        };
    }

    private KernelException refused(KernelException e) {
        FileStatus.Kind kind = kind();
        if (address.isAbstract()) {
            return e.because("no process is listening on this name").in(SocketSituation.NO_LISTENER);
        } else if (kind == FileStatus.Kind.SOCKET) {
            return e.because(typeThere(false) == null ? "no process is listening on this socket any more"
                    : "a process has it open but does not listen").in(SocketSituation.NO_LISTENER);
        }
        return e.because("it is not a socket, but a " + kind)
                .in(kind == FileStatus.Kind.FIFO ? SocketSituation.IS_FIFO : SocketSituation.NO_SOCKET);
    }

    private KernelException otherType(KernelException e) {
        SocketType there = typeThere(address.isAbstract());
        String tried = String.join(" or ", types.stream().map(SocketType::toString).toList());
        return e.because("it is a socket of another type than " + tried + (there == null ? "" : ": " + there))
                .in(there == null ? SocketSituation.OTHER_TYPE : switch (there) {
                    case STREAM -> SocketSituation.IS_STREAM;
                    case DGRAM -> SocketSituation.IS_DGRAM;
                    case SEQPACKET -> SocketSituation.IS_SEQPACKET;
                });
    }

    /**
     * The type of the socket that is bound there; null where there is none, or nobody can tell.
     *
     * @param other whether those that were tried do not count
     */
    private SocketType typeThere(boolean other) {
        try {
            SocketTable.Place place = SocketTable.Place.of(address);
            for (SocketEntry entry : SocketTable.read()) {
                boolean reachable = entry.isListening() || entry.type() == SocketType.DGRAM || !other;
                if (reachable && entry.type() != null && place.holds(entry)
                        && !(other && types.contains(entry.type()))) {
                    return entry.type();
                }
            }
        } catch (KernelException notToldHere) {
            // Then the failure has to do as it is.
        }
        return null;
    }

    private FileStatus.Kind kind() {
        try {
            return address.isAbstract() ? FileStatus.Kind.SOCKET : FileStatus.of(address.text()).kind();
        } catch (KernelException goneMeanwhile) {
            return FileStatus.Kind.SOCKET;
        }
    }
}
