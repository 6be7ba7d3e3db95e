package org.ipcctl.cli.sock;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.convert.Sizes;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Signals;
import org.ipcctl.sock.Patience;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** What the commands about sockets have in common. */
abstract class SockLeaf extends Leaf {
    static final Kind<SocketAddress> ADDRESS = Kind.custom("ADDR", SocketAddress.class, SockLeaf::address)
            .completing(Kind.Names.SOCKETS);
    static final Kind<SocketType> TYPE = Kind.choice("TYPE", SocketType.class);
    private static final long LARGEST_MESSAGE = 1 << 30;
    private static final long DEFAULT_MESSAGE = 1 << 20;
    private static final Kind<Long> MESSAGE_SIZE = Kind.custom("SIZE", Long.class, SockLeaf::messageSize);
    /** Said where a command connects. */
    static final String NOBODY_YET = "Where nobody listens at ADDR yet, this tries for five seconds, so that a script can start both "
            + "sides at once; --timeout sets another time, whose end is exit status 124, and --nonblock tries once.";

    private static SocketAddress address(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        } else if (text.equals("@")) {
            throw new IllegalArgumentException("has no name behind the @");
        }
        return new SocketAddress(text);
    }

    static UnixSocket connect(SocketAddress address, List<SocketType> types, WaitOptions wait) {
        Deadline deadline = wait.deadline();
        Patience patience = deadline.isOnce() ? Patience.none() : deadline.isBounded() ? Patience.until(deadline) : Patience.brief();
        return UnixSocket.connect(address, types, patience);
    }

    /**
     * Standard input, or null where reading it would stop this process: a job in the background may not read the terminal.
     */
    static Fd input(Context context) {
        Fd stdin = context.stdin();
        return stdin.isTerminal() && !Signals.isTerminalForeground() ? null : stdin;
    }

    /** How long a message may be: {@code --message-size}. */
    final Opt<Long> messageSizeOption(String description) {
        return optOr(MESSAGE_SIZE, DEFAULT_MESSAGE, description, "--message-size");
    }

    /** The permissions of a socket file that the command creates. */
    final Opt<FileMode> modeOption() {
        return opt(Kind.MODE, "The socket file has exactly these permissions, octal or as u=rw,g=rw; connecting needs w "
                + "(default: 0777 less the umask).", "-m", "--mode");
    }

    private static long messageSize(String text) {
        long size = Sizes.parse(text);
        if (size < 1 || size > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("is outside 1 to 1GiB");
        }
        return size;
    }

    /** The option that the types of sockets have. */
    final Opt<SocketType> typeOption(String description) {
        return opt(TYPE, description, "--type");
    }
}
