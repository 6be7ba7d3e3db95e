package org.ipcctl.cli.sock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.format.Format;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Exec;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.relay.Copy;
import org.ipcctl.result.Column;
import org.ipcctl.result.Result;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.Handover;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock recv-fd}. */
final class SockRecvFd extends SockLeaf {
    private static final Schema SCHEMA = Schema.list(
            Column.of("fd", Type.INTEGER, "the number that CMD would have it as"),
            Column.of("kind", Type.TEXT, "what it is: regular file, FIFO (pipes too), socket, character device and so on"),
            Column.of("access", Type.TEXT, "what it is open for: r, w or rw"),
            Column.of("size_bytes", Type.SIZE, "the size of a regular file or of memory"),
            Column.of("file", Type.TEXT, "its path, or what the kernel calls it"),
            Column.detail("inode", Type.INTEGER, "its inode number"),
            Column.detail("data", Type.TEXT, "the bytes that came with all of them; Base64 where they are no text"));
    private static final int FIRST = 3;
    private static final int O_ACCMODE = 3;
    private static final int F_GETFL = 3;
    private static final String[] ACCESS = {"r", "w", "rw"};

    private final Opt<SocketAddress> address = arg(ADDRESS, "ADDR", "Where to listen for them: a path, or @name in the abstract name space.");
    private final Opt<List<String>> command = cmd("Run this with the descriptors as 3, 4, ...; put -- before it.", false);
    private final Opt<Boolean> cat = flag("Copy what can be read from the first one to standard output.", "--cat");
    private final Opt<Boolean> connect = flag("Connect to ADDR, where somebody listens who sends them, instead of listening.", "-c", "--connect");
    private final Opt<SocketType> type = typeOption("Listen for stream, seqpacket or dgram (stream).");
    private final Opt<FileMode> mode = modeOption();
    private final WaitOptions wait = waitOptions("no descriptor comes");

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Takes the first message with descriptors from the first who connects. They are listed, and closed; or --cat reads from the first.",
                "CMD takes the place of ipcctl and finds them as socket activation defines it: from 3 on, their number in LISTEN_FDS, its own "
                + "pid in LISTEN_PID. What came with them is in IPCCTL_DATA, if it is text.",
                "Where not all of them could be opened here (MSG_CTRUNC), that is an error, and those that were are closed again.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("read a file that somebody else opened", "ipcctl sock recv-fd /tmp/fd -- sh -c 'cat <&3'")
                        .after("ipcctl sock send-fd /tmp/fd /etc/passwd &"),
                new Example("see what is handed over", "ipcctl sock recv-fd @worker --format json | jq .").after("ipcctl sock send-fd @worker /etc/passwd 0 &"));
    }

    @Override
    protected int run(Context context) throws IOException {
        check(context);
        Deadline deadline = wait.deadline();
        try (Handover handover = receive(deadline)) {
            if (handover == null) {
                throw new CommandFailure(ExitCode.FAILED, address.get().text(), "the other side closed the connection and had sent no descriptor", null);
            } else if (command.isGiven()) {
                throw Exec.replaceBy(command.get(), environment(handover), handover.descriptors());
            } else if (cat.get()) {
                copy(handover.descriptors().get(0), context);
            } else {
                context.show(Result.of(SCHEMA, rows(handover)));
            }
            return 0;
        }
    }

    private void check(Context context) {
        if (command.isGiven() && cat.get()) {
            throw new UsageException("--cat reads the first descriptor, and so would CMD; they cannot be combined");
        } else if ((command.isGiven() || cat.get()) && context.isFormatGiven() && context.format() != Format.JSON) {
            throw new UsageException("--format is for the list of descriptors, and excludes CMD and --cat");
        } else if (connect.get() && mode.isGiven()) {
            throw new UsageException("--mode is for the socket that this listens at, and excludes --connect");
        } else if (mode.isGiven() && address.get().isAbstract()) {
            throw new UsageException("an abstract name has no file and so no --mode");
        }
    }

    private Handover receive(Deadline deadline) {
        if (connect.get()) {
            List<SocketType> types = type.isGiven() ? List.of(type.get()) : List.of(SocketType.STREAM, SocketType.SEQPACKET);
            try (UnixSocket socket = connect(address.get(), types, wait)) {
                return Handover.receive(socket, deadline);
            }
        }
        try (OpenListener listener = OpenListener.at(address.get(), type.isGiven() ? type.get() : SocketType.STREAM, mode)) {
            UnixSocket own = listener.get().socket();
            if (!own.type().isConnected()) {
                return Handover.receive(own, deadline);
            }
            try (UnixSocket connection = listener.get().accept(deadline)) {
                listener.stop();
                return Handover.receive(connection, deadline);
            }
        }
    }

    private static List<byte[]> environment(Handover handover) {
        List<byte[]> environment = new ArrayList<>(ProcSelf.environment());
        environment.removeIf(entry -> new String(entry, StandardCharsets.ISO_8859_1).matches("(?s)(LISTEN_(FDS|PID|FDNAMES|PIDFDID)|IPCCTL_DATA)=.*"));
        environment.add(("LISTEN_FDS=" + handover.descriptors().size()).getBytes(StandardCharsets.US_ASCII));
        environment.add(("LISTEN_PID=" + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        String data = data(handover);
        if (data != null && data.indexOf(0) < 0 && Payload.encoding(handover.data()).equals("utf-8")) {
            environment.add(("IPCCTL_DATA=" + data).getBytes(StandardCharsets.UTF_8));
        }
        return environment;
    }

    /** A single NUL byte is what everybody sends who has nothing to say. */
    private static String data(Handover handover) {
        byte[] data = handover.data();
        return data.length == 0 || data.length == 1 && data[0] == 0 ? null : Payload.text(data);
    }

    private static void copy(Fd from, Context context) {
        if ((from.control(F_GETFL, "F_GETFL", 0) & O_ACCMODE) == Fd.O_WRONLY) {
            throw new CommandFailure(ExitCode.FAILED, from.name(), "it is open for writing only", "Run a CMD that writes to it.");
        }
        Copy.all(from, context.stdout());
    }

    private static List<Row> rows(Handover handover) {
        List<Row> rows = new ArrayList<>();
        for (Fd fd : handover.descriptors()) {
            FileStatus status = fd.status();
            boolean sized = status.kind() == FileStatus.Kind.REGULAR;
            rows.add(SCHEMA.row(Value.of(FIRST + rows.size()), Value.of(status.kind().toString()),
                    Value.of(ACCESS[Math.min(2, fd.control(F_GETFL, "F_GETFL", 0) & O_ACCMODE)]), sized ? Value.of(status.size()) : Value.MISSING,
                    Value.of(link(fd)), Value.of(status.inode()), Value.of(data(handover))));
        }
        return rows;
    }

    private static String link(Fd fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fd.number()))).toString();
        } catch (IOException noProc) {
            return null;
        }
    }
}
