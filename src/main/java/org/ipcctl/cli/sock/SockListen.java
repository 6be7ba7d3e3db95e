package org.ipcctl.cli.sock;

import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.CommandService;
import org.ipcctl.relay.DuplexRelay;
import org.ipcctl.relay.DatagramService;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock listen}. */
final class SockListen extends SockCommand {
    private final Arg<SocketAddress> address = arg(Opening.PLACE, "ADDR",
            "Where to listen: a path, or @name in the abstract name space; fd:N is a socket that already listens, "
                    + "passed as descriptor N.");
    private final Arg<List<String>> command = cmd(
            "The command to run for each connection, with the socket as its standard input and output.",
            false);
    private final Arg<SocketType> type = typeOption("The type: stream, seqpacket or dgram (default stream).");
    private final Arg<Long> count = opt(ValueType.integer("N", 1, Long.MAX_VALUE),
            "Exit after N connections, or N datagrams.", "-n", "--count");

    {
        alias(count, "1", "Serve one connection and exit; the same as --count 1.", "-1", "--once");
    }

    private final Arg<Long> max = optOr(ValueType.integer("N", 1, Integer.MAX_VALUE), (long) Integer.MAX_VALUE,
            "Run CMD for at most N connections at a time; further ones wait.", "--max").rare();
    private final Arg<FileMode> mode = modeOption();
    private final Arg<Long> readyFd = opt(ValueType.integer("N", 3, Integer.MAX_VALUE),
            "Once the socket listens, write the line READY=1 to descriptor N and close it.",
            "--ready-fd").rare();
    private final Talk talk = talkOptions();
    private final WaitOptions wait = waitOptions(
            "no client connects or, without CMD, the other side neither reads nor sends");

    @Override
    protected List<String> description() {
        return List.of(
                "Without CMD, connections are served one after the other: what arrives goes to standard output, and "
                        + "standard input goes to the other side, both at the same time. The end of one direction "
                        + "does not end the other. A job in the background does not read the terminal. "
                        + Talk.TIMES,
                Talk.HALF_CLOSE,
                "With CMD, connections are served at the same time, each by its own CMD, which finds the process on "
                        + "the other side in IPCCTL_PEER_PID, IPCCTL_PEER_UID and IPCCTL_PEER_GID. With --once the "
                        + "exit status is that of CMD.",
                "With dgram there are no connections: each datagram goes to standard output as it is, or CMD runs "
                        + "with it as its standard input.",
                Talk.LIMITS + " With CMD, --deadline makes ipcctl send CMD SIGTERM, and SIGKILL a second later.",
                Talk.PROGRESS,
                "A socket passed by a service manager (sd_listen_fds(3)) is fd:3. LISTEN_PID, if set, must be this "
                        + "process; CMD does not see it. The service manager continues to listen, and the file of "
                        + "the socket stays. If NOTIFY_SOCKET is set, READY=1 is sent to it as soon as connections "
                        + "are accepted (sd_notify(3)).",
                "A socket file on which no process listens any more is replaced; other files never are. The socket "
                        + "file is removed at the end, even if a signal ends ipcctl.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("receive a file", "ipcctl sock listen /tmp/s --once >out")
                        .after("ipcctl sock connect /tmp/s --retry 5s </etc/passwd &"),
                new Example("a service that systemd starts when a client connects",
                        "systemd-socket-activate -l /tmp/upper ipcctl sock listen fd:3 -- tr a-z A-Z")
                        .after("{ until [ -S /tmp/upper ]; do sleep 0.02; done; echo hi | ipcctl sock connect "
                                + "/tmp/upper; "
                                + "interrupt; } &")
                        .exits(130),
                new Example("an upper-case service for all members of the group, four connections at a time",
                        "ipcctl sock listen /tmp/upper -m ug=rw --max 4 -- tr a-z A-Z").after(
                                "{ echo hi | ipcctl sock connect /tmp/upper --retry 5s; interrupt; "
                                        + "} &")
                        .exits(130));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("LISTEN_PID",
                "The process to which a socket fd:N was passed; 'sock listen' refuses one that was meant for "
                        + "another.",
                "NOTIFY_SOCKET", "The socket of a service manager, to which 'sock listen' sends READY=1 "
                        + "(sd_notify(3)).",
                "IPCCTL_PEER_PID", "For the CMD of 'sock listen': the process on the other side (SO_PEERCRED).",
                "IPCCTL_PEER_UID", "For the CMD of 'sock listen': the effective user id of that process.",
                "IPCCTL_PEER_GID", "For the CMD of 'sock listen': the effective group id of that process.");
    }

    @Override
    protected int run(Args args, Context context) {
        check(args);
        SocketType wanted = args.has(type) ? args.get(type) : SocketType.STREAM;
        if (wanted == SocketType.DGRAM) {
            try (DatagramService service = new DatagramService(() -> opened(args, context), context.stdout(),
                    args.has(command) ? () -> context.cmd(args.get(command)) : null, talk.messageSize(args))) {
                int status = service.run(total(args), () -> wait.deadline(args));
                checkStripped(service.stripped(), args.get(address));
                return status;
            }
        }
        if (args.has(command)) {
            try (Listener open = opened(args, context)) {
                return new CommandService(open, () -> context.cmd(args.get(command)), args.get(max).intValue(),
                        talk.longest(args), e -> notServed(e, context))
                        .run(total(args), () -> wait.deadline(args));
            }
        }
        try (Serving serving = new Serving(args, context)) {
            return serving.run();
        }
    }

    private Listener opened(Args args, Context context) {
        return Opening.announced(args.get(address), args.get(type), args.get(mode), args.get(readyFd), context);
    }

    /** A CMD that cannot be run for one connection cannot be run for the next one. */
    private static int notServed(KernelException e, Context context) {
        ExitCode code = ExitCode.of(e);
        if (code == ExitCode.CMD_NOT_FOUND || code == ExitCode.CANNOT_RUN) {
            throw e;
        }
        return context.failed(e);
    }

    private void check(Args args) {
        if (args.has(max) && !args.has(command)) {
            throw new UsageException(
                    "--max limits how many CMDs run at a time, and there is no CMD; --count ends after N "
                            + "connections");
        } else if (args.has(max) && args.get(type) == SocketType.DGRAM) {
            throw new UsageException(
                    "datagrams are served one after the other, so --type dgram cannot be combined with --max");
        } else if (talk.longest(args) != null && args.get(type) == SocketType.DGRAM) {
            throw new UsageException("--deadline is for connections, and datagrams have none");
        } else if (talk.isHeld(args) && (args.has(command) || args.get(type) == SocketType.DGRAM)) {
            throw new UsageException(
                    "--no-half-close, --idle-timeout and --progress are for connections to standard input and "
                            + "output, "
                            + (args.has(command) ? "and CMD has its own" : "and datagrams have none"));
        } else if (Opening.isInherited(args.get(address)) && (args.has(mode) || args.get(type) == SocketType.DGRAM)) {
            throw new UsageException(
                    args.has(mode) ? "the socket of fd:N already exists, so it cannot be combined with --mode"
                            : "the socket of fd:N listens, and sockets of type dgram do not");
        } else if (args.has(mode) && args.get(address).isAbstract()) {
            throw new UsageException(
                    "an abstract name has no file, and so no --mode; any process in this network name space may "
                            + "connect");
        }
    }

    private long total(Args args) {
        return args.has(count) ? args.get(count) : Long.MAX_VALUE;
    }

    /** One call without CMD, which holds a conversation with one after the other. */
    private final class Serving implements AutoCloseable {
        private final Args args;
        private final Context context;
        private long left;
        private volatile boolean ending;
        private Listener listener;
        /** Whether none is connected. */
        private volatile boolean idle = true;
        /** The one who has connected, until the conversation with it is held. */
        private volatile UnixSocket unheld;

        Serving(Args args, Context context) {
            this.args = args;
            this.context = context;
            this.left = total(args);
        }

        int run() {
            // Before anybody can connect, for who has sent something may have gone again when a signal comes.
            try (FlushOnExit last = new FlushOnExit(new Outlet(context.stdout()), () -> finish(),
                    () -> ending = true)) {
                open(last);
                return relay(last);
            }
        }

        @Override
        public void close() {
            if (listener != null) {
                listener.close();
            }
        }

        private void open(FlushOnExit last) {
            last.begin();
            try {
                listener = opened(args, context);
            } finally {
                last.end();
            }
        }

        private int relay(FlushOnExit last) {
            int status = 0;
            while (left > 0) {
                boolean holding = false;
                try (UnixSocket connection = next(last)) {
                    holding = true;
                    talk.hold(args, connection, args.get(address), context, wait.deadline(args), false,
                            () -> unheld = null);
                    holding = false;
                } catch (KernelException | CommandFailure e) {
                    if (!holding || total(args) == 1 || !isOfConnection(e)) {
                        throw e;
                    }
                    status = context.failed(e);
                } finally {
                    idle = true;
                }
            }
            return status;
        }

        private UnixSocket next(FlushOnExit last) {
            Deadline deadline = wait.deadline(args);
            UnixSocket connection = null;
            while (connection == null) {
                listener.await(deadline);
                last.begin();
                try {
                    connection = accept();
                    idle = connection == null;
                } finally {
                    last.end();
                }
            }
            return connection;
        }

        private UnixSocket accept() {
            unheld = listener.acceptIfThere();
            if (unheld != null && --left == 0) {
                listener.stop();
            }
            return unheld;
        }

        /**
         * A signal ends this: what was sent by those who have connected while no conversation is held would be lost
         * with this process. One that is held sees to itself, and who waits meanwhile is refused.
         */
        private void finish() {
            if (!ending || listener == null) {
                return;
            }
            // Who waits at one that others have, too, is served by whoever listens there next.
            if (idle && left > 0 && !listener.isInherited()) {
                listener.socket().endAll();
                accept();
            }
            while (unheld != null) {
                DuplexRelay.rest(unheld, context.stdout(), talk.messageSize(args));
                if (left == 0 || listener.isInherited()) {
                    return;
                }
                accept();
            }
        }

        /** Whether the next connection may fare better. */
        private boolean isOfConnection(RuntimeException failure) {
            return !(failure instanceof KernelException e)
                    || (e.is(Errno.EPIPE) || e.is(Errno.ETIMEDOUT) || e.is(Errno.EAGAIN))
                            && e.subject().equals(args.get(address).text());
        }
    }
}
