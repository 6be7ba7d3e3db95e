package org.ipcctl.cli.sock;

import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.convert.Sizes;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Signals;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.ConnectRetry;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketKind;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** What the commands about sockets have in common. */
abstract class SockCommand extends Command {
    static final ValueType<SocketAddress> ADDRESS = ValueType.custom("ADDR", SocketAddress.class, SocketKind::address)
            .completing(ValueType.Names.SOCKETS);
    /** Set by the launcher: the descriptors that were open before the JVM opened its own. */
    private static final String INHERITED = "IPCCTL_LAUNCHER_DESCRIPTORS";
    static final ValueType<SocketType> TYPE = ValueType.choice("TYPE", SocketType.class);
    private static final long LARGEST_MESSAGE = 1 << 30;
    private static final long DEFAULT_MESSAGE = 1 << 20;
    private static final ValueType<Long> MESSAGE_SIZE = ValueType.custom("SIZE", Long.class, SockCommand::messageSize);
    /** Said where a command connects. */
    static final String NOBODY_YET = "If no process listens at ADDR, that is an error at once. With --retry DUR, "
            + "ipcctl keeps trying for that long, so a script can start both sides at the same time; with only "
            + "--timeout, it tries until then and exits with 124.";

    /** A listener that is started at the same time: {@code --retry}. */
    final Arg<Duration> retryOption() {
        return opt(ValueType.DURATION, "If no process listens at ADDR yet, keep trying for DUR.", "--retry");
    }

    /** The name of this side: {@code --bind}. */
    final Arg<String> bindOption(String description) {
        return opt(ValueType.TEXT.labelled("ADDR").completing(ValueType.Names.FILES), description, "--bind").rare();
    }

    /**
     * Listens as the options say.
     *
     * @param mode null for what bind(2) creates a socket's file with
     */
    static Listener listen(SocketAddress address, SocketType type, FileMode mode) {
        return Listener.open(address, type, mode != null ? mode.resolve(Files.ALL_PERMISSIONS, Files.umask()) : -1);
    }

    /** What --bind said, or {@code otherwise}; @ alone has the kernel choose a name. */
    static LocalName ownName(String given, LocalName otherwise) {
        try {
            return given == null ? otherwise
                    : LocalName.of(given.equals("@") ? new SocketAddress(given) : SocketKind.address(given));
        } catch (IllegalArgumentException e) {
            throw new UsageException("invalid value for option '--bind': '" + given + "' " + e.getMessage());
        }
    }

    /** Connects as the options say; {@code limit} is the deadline of it all, {@code retry} may be null. */
    static UnixSocket connect(SocketAddress address, List<SocketType> types, Deadline limit, Duration retry,
                              LocalName local) {
        return UnixSocket.connect(address, types, patience(retry, limit), local);
    }

    /** What the options say of waiting for somebody to listen; {@code retry} may be null. */
    static ConnectRetry patience(Duration retry, Deadline limit) {
        if (retry != null && limit.isOnce()) {
            throw new UsageException(
                    "--retry waits for a listener, and --nonblock does not wait; they cannot be combined");
        }
        return retry != null ? ConnectRetry.retrying(Deadline.in(retry), limit) : ConnectRetry.until(limit);
    }

    /** An address as a value: an abstract name has escapes of its own, a path is text. */
    static Value spelled(String address) {
        return address != null && address.startsWith("@") ? Value.spelled(address) : Value.of(address);
    }

    /**
     * A descriptor that the caller has opened for this command: the JVM has files of its own open, which are nobody's.
     *
     * @param example how to open it
     */
    static Fd inherited(int number, String example) {
        String known = System.getenv(INHERITED);
        boolean ours = number <= 2 || known == null || List.of(known.split(" ")).contains(Integer.toString(number));
        Fd fd = Fd.borrow(number, "descriptor " + number);
        try {
            if (ours) {
                fd.isNonblocking();
                return fd;
            }
        } catch (KernelException e) {
            if (!e.is(Errno.EBADF)) {
                throw e;
            }
        }
        throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, "descriptor " + number, "it is not open",
                "Let the shell open it for this command, as in '" + example + "'.");
    }

    /** What a conversation says of descriptors that it could not pass on. */
    static void checkPassed(long lost, SocketAddress address) {
        if (lost > 0) {
            throw new CommandFailure(ExitCode.FAILED, address.text(),
                    (lost == 1 ? "a descriptor" : lost + " descriptors")
                            + " came that cannot be passed on, because standard output is not a UNIX domain socket, "
                            + "and "
                            + (lost == 1 ? "is" : "are") + " closed",
                    "Receive descriptors with 'ipcctl sock recv-fd'.");
        }
    }

    /** The same of messages of which only the bytes were taken. */
    static void checkStripped(long messages, SocketAddress address) {
        if (messages > 0) {
            throw new CommandFailure(ExitCode.FAILED, address.text(),
                    (messages == 1 ? "a message" : messages + " messages")
                            + " came with descriptors, which are closed",
                    "Receive descriptors with 'ipcctl sock recv-fd'.");
        }
    }

    /**
     * Standard input, or null where reading it would stop this process: a job in the background may not read the
     * terminal.
     */
    static Fd input(Context context) {
        Fd stdin = context.stdin();
        return stdin.isTerminal() && !Signals.isTerminalForeground() ? null : stdin;
    }

    /** How long a message may be: {@code --message-size}. */
    final Arg<Long> messageSizeOption(String description) {
        return optOr(MESSAGE_SIZE, DEFAULT_MESSAGE, description, "--message-size").rare();
    }

    /** The permissions of a socket file that the command creates. */
    final Arg<FileMode> modeOption() {
        return opt(ValueType.MODE,
                "The exact permissions of the socket file, octal or as u=rw,g=rw; connecting needs w (default: 0777 "
                        + "less the umask).",
                "-m", "--mode");
    }

    private static long messageSize(String text) {
        long size = Sizes.parse(text);
        if (size < 1 || size > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("is outside 1 to 1GiB");
        }
        return size;
    }

    /** The options of a conversation. */
    final Talk talkOptions() {
        return new Talk(
                flag("Do not signal the end of standard input to the other side; the conversation continues until "
                        + "the other side ends it.",
                        "--no-half-close").rare(),
                opt(ValueType.DURATION,
                        "End a conversation (exit 124) when nothing has moved in either direction for DUR; "
                                + "with --no-half-close, once "
                                + "standard input has ended, exit 0.",
                        "--idle-timeout").rare(),
                opt(ValueType.DURATION, "End a conversation DUR after it began (exit 124).", "--deadline").rare(),
                messageSizeOption(
                        "With dgram and seqpacket, receive messages of up to SIZE bytes; a longer one is an error "
                                + "and never cut off."),
                new ProgressOption(this));
    }

    /** The option that the types of sockets have. */
    final Arg<SocketType> typeOption(String description) {
        return opt(TYPE, description, "--type");
    }
}
