package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.ipcctl.format.Format;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Exec;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.relay.Copy;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock recv-fd}. */
final class SockRecvFd extends SockCommand {
    /** One of the descriptors, and the number that CMD would have it as. */
    private record Came(int number, Fd fd, FileStatus file, FdPassing handover) {
    }

    private static final Schema<Came> SCHEMA = Schema.<Came>list(
            Column.of("fd", Type.INTEGER, "the descriptor number that CMD gets", c -> Value.of(c.number())),
            Column.of("kind", Type.TEXT, "its type: regular file, FIFO (also for pipes), socket, character device "
                    + "and so on", c -> Value.of(c.file().kind().toString())),
            Column.of("access", Type.TEXT, "the mode in which it is open: r, w or rw", c -> Value.of(access(c.fd()))),
            Column.of("size_bytes", Type.SIZE, "the size of a regular file or of memory",
                    c -> c.file().kind() == FileStatus.Kind.REGULAR ? Value.of(c.file().size()) : Value.MISSING),
            Column.text("file", "its path, or its name in the kernel", Shrink.MIDDLE, c -> link(c.fd())),
            Column.detail("inode", Type.INTEGER, "its inode number", c -> Value.of(c.file().inode())),
            Column.detail("data", Type.TEXT, "the bytes that came with the descriptors; Base64 if they are not text",
                    c -> Value.of(data(c.handover()))));
    private static final int FIRST = 3;
    /** What systemd calls a descriptor without a name: sd_listen_fds_with_names(3). */
    private static final String UNNAMED = "unknown";
    private static final String[] ACCESS = {"r", "w", "rw"};

    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "Where to listen: a path, or @name in the abstract name space.");
    private final Arg<List<String>> command = cmd(
            "The command to run with the descriptors as 3, 4, ..., and its arguments.", false);
    private final Arg<Boolean> cat = flag("Copy the content of the first one to standard output.", "--cat");
    private final Arg<Boolean> connect = flag("Connect to a sender that listens at ADDR.", "--connect").formerly("-c");
    private final Arg<SocketType> type = typeOption("The type: stream, seqpacket or dgram (default stream).");
    private final Arg<FileMode> mode = modeOption();
    private final Arg<String> request = opt(ValueType.TEXT.labelled("DATA"),
            "With --connect, first send these bytes, as typed; the descriptors come with the answer.",
            "--request").rare();
    private final Arg<String> names = opt(ValueType.TEXT.labelled("NAME,..."),
            "Name the descriptors for CMD in LISTEN_FDNAMES; those without a name are called unknown.",
            "--names").rare();
    private final Arg<Duration> retry = retryOption();
    private final WaitOptions wait = waitOptions(
            "no descriptor arrives or, with --connect, no process listens or accepts");

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Receives the first message with descriptors from the first client that connects. They are listed "
                        + "and closed, or --cat reads from the first one.",
                "CMD replaces ipcctl (in a batch it is a child) and gets them as defined for socket activation: from "
                        + "3 on, their number in LISTEN_FDS, its own pid in LISTEN_PID and, with --names, their "
                        + "names in LISTEN_FDNAMES. Data that came with them are in IPCCTL_DATA, if they are text.",
                NOBODY_YET.replace("If no process", "With --connect, if no process"),
                "If not all of them could be opened here (MSG_CTRUNC), that is an error, and those that were are "
                        + "closed again.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("read a file that another process opened", "ipcctl sock recv-fd /tmp/fd -- sh -c 'cat <&3'")
                        .after("ipcctl sock send-fd /tmp/fd /etc/passwd --retry 5s &"),
                new Example("see what is passed", "ipcctl sock recv-fd @worker --format json | jq .")
                        .after("ipcctl sock send-fd @worker /etc/passwd 0 "
                                + "--retry 5s &"));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("LISTEN_FDS",
                "For the CMD of 'sock recv-fd': the number of descriptors, which begin with 3.",
                "LISTEN_PID", "For the CMD of 'sock recv-fd': its own process id.",
                "LISTEN_FDNAMES", "For the CMD of 'sock recv-fd': the names from --names, separated by colons.",
                "IPCCTL_DATA", "For the CMD of 'sock recv-fd': the text that came with the descriptors.");
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        check(args, context);
        if (args.has(names)) {
            splitNames(args);
        }
        Deadline deadline = wait.deadline(args);
        try (FlushOnExit last = new FlushOnExit(new Outlet(context.stdout()))) {
            try (FdPassing handover = receive(args, deadline, last::begin)) {
                if (handover == null) {
                    throw new CommandFailure(ExitCode.FAILED, args.get(address).text(),
                            "the other side closed the connection without sending a descriptor", null);
                }
                return deliver(args, handover, context, last);
            } finally {
                last.end();
            }
        }
    }

    /** A signal waits until the descriptors are told, or CMD has them: no other process does any more. */
    private int deliver(Args args, FdPassing handover, Context context, FlushOnExit last) throws IOException {
        if (args.has(command) && context.isWholeProcess()) {
            throw Exec.replaceBy(args.get(command),
                    environment(args, handover, Long.toString(ProcessHandle.current().pid())), handover.descriptors());
        } else if (args.has(command)) {
            return runCommand(args, handover, context, last);
        } else if (args.get(cat)) {
            last.end();
            copy(handover.descriptors().get(0), context);
        } else {
            context.show(SCHEMA, rows(handover));
            context.out().flush();
        }
        return 0;
    }

    /** Where there is more to do, as in a batch, CMD is a child. */
    private int runCommand(Args args, FdPassing handover, Context context, FlushOnExit last) {
        // Its pid is known by itself alone, before it becomes CMD.
        Spawn spawn = context.cmd(args.get(command)).pidIn("LISTEN_PID").environment(environment(args, handover, ""));
        int number = FIRST;
        for (Fd fd : handover.descriptors()) {
            spawn.put(fd, number++);
        }
        Child child = spawn.startTethered();
        last.end();
        return child.awaitTethered().shellStatus();
    }

    private void check(Args args, Context context) {
        if (args.has(command) && args.get(cat)) {
            throw new UsageException("--cat reads the first descriptor, and so would CMD; they cannot be combined");
        } else if ((args.has(command) || args.get(cat)) && context.isFormatGiven() && context.format() != Format.JSON) {
            throw new UsageException(
                    "--format is for the list of descriptors, and cannot be combined with CMD and --cat");
        } else if (!args.get(connect) && (args.has(request) || args.has(retry))) {
            throw new UsageException("--request and --retry are for connecting, and need --connect");
        } else if (args.has(names) && !args.has(command)) {
            throw new UsageException("--names is for CMD, and there is none");
        } else if (args.get(connect) && args.has(mode)) {
            throw new UsageException(
                    "--mode is for a listening socket, and cannot be combined with --connect");
        } else if (args.has(mode) && args.get(address).isAbstract()) {
            throw new UsageException("an abstract name has no file, and so no --mode");
        }
    }

    private FdPassing receive(Args args, Deadline deadline, Runnable taking) {
        if (args.get(connect)) {
            List<SocketType> types = args.has(type) ? List.of(args.get(type))
                    : List.of(SocketType.STREAM, SocketType.SEQPACKET);
            try (UnixSocket socket = connect(args.get(address), types, deadline, args.get(retry), null)) {
                if (args.has(request)) {
                    FdPassing.send(socket, List.of(), OsString.encode(args.get(request)), deadline);
                }
                return FdPassing.receive(socket, deadline, taking);
            }
        }
        try (Listener listener = listen(args.get(address), args.has(type) ? args.get(type) : SocketType.STREAM,
                args.get(mode))) {
            UnixSocket own = listener.socket();
            if (!own.type().isConnected()) {
                return FdPassing.receive(own, deadline, taking);
            }
            try (UnixSocket connection = listener.accept(deadline)) {
                listener.stop();
                return FdPassing.receive(connection, deadline, taking);
            }
        }
    }

    /** As many as there are descriptors, with colons between them. */
    private String fdNames(Args args, FdPassing handover) {
        List<String> given = splitNames(args);
        int came = handover.descriptors().size();
        if (given.size() > came) {
            throw new CommandFailure(ExitCode.FAILED, args.get(address).text(),
                    "--names has " + given.size() + " names, and "
                            + (came == 1 ? "one descriptor" : came + " descriptors") + " came",
                    null);
        }
        StringBuilder all = new StringBuilder(String.join(":", given));
        for (int i = given.size(); i < came; i++) {
            all.append(i == 0 ? "" : ":").append(UNNAMED);
        }
        return all.toString();
    }

    private List<String> splitNames(Args args) {
        List<String> all = List.of(args.get(names).split("[,:]", -1));
        if (all.contains("")) {
            throw new UsageException("invalid value for --names: a name is empty");
        }
        return all;
    }

    private List<byte[]> environment(Args args, FdPassing handover, String pid) {
        String fdNames = args.has(names) ? fdNames(args, handover) : null;
        List<byte[]> environment = new ArrayList<>(ProcSelf.environment());
        environment.removeIf(entry -> new String(entry, StandardCharsets.ISO_8859_1)
                .matches("(?s)(LISTEN_(FDS|PID|FDNAMES|PIDFDID)|IPCCTL_DATA)=.*"));
        environment.add(("LISTEN_FDS=" + handover.descriptors().size()).getBytes(StandardCharsets.US_ASCII));
        environment.add(("LISTEN_PID=" + pid).getBytes(StandardCharsets.US_ASCII));
        if (fdNames != null) {
            environment.add(OsString.encode("LISTEN_FDNAMES=" + fdNames));
        }
        byte[] data = data(handover);
        String text = data == null ? null : Payload.utf8(data);
        if (text != null && text.indexOf(0) < 0) {
            environment.add(("IPCCTL_DATA=" + text).getBytes(StandardCharsets.UTF_8));
        }
        return environment;
    }

    /** A single NUL byte is what everybody sends who has nothing to say. */
    private static byte[] data(FdPassing handover) {
        byte[] data = handover.data();
        return data.length == 0 || data.length == 1 && data[0] == 0 ? null : data;
    }

    private static void copy(Fd from, Context context) {
        if (from.access() == Fd.O_WRONLY) {
            throw new CommandFailure(ExitCode.FAILED, from.name(), "it is open for writing only",
                    "Run a CMD that writes to it.");
        }
        Copy.all(from, context.stdout());
    }

    private static List<Came> rows(FdPassing handover) {
        List<Came> rows = new ArrayList<>();
        for (Fd fd : handover.descriptors()) {
            rows.add(new Came(FIRST + rows.size(), fd, fd.status(), handover));
        }
        return rows;
    }

    private static String access(Fd fd) {
        return ACCESS[Math.min(2, fd.access())];
    }

    private static String link(Fd fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fd.number()))).toString();
        } catch (IOException noProc) {
            return null;
        }
    }
}
