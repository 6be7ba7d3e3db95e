package org.ipcctl.cli.sock;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.DescriptorName;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.message.PeekCommand;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.SocketPeek;

/** {@code ipcctl sock peek}. */
final class SockPeek extends PeekCommand {
    /** What examples find: a service that does not read what it was sent. */
    private static final String STUCK = "ipcctl sock listen @slow --once -- sleep 60 &\necho 'GET /' | ipcctl sock "
            + "connect @slow --retry 5s &\n"
            + "until ipcctl sock peek $(pgrep -n sleep):0 2>&1 | grep -q GET; do sleep 0.02; done";

    private final Arg<DescriptorName> socket = arg(DescriptorName.TYPE, "PID:FD",
            "A process that has the socket open, and its descriptor for it, for example 1234:5. 'ipcctl holders PID' "
                    + "lists them.");

    SockPeek() {
        super("bytes received and not yet read; missing for dgram, because the kernel reports only the length of the "
                + "next message",
                List.of(Column.of("message_bytes", Type.SIZE,
                        "for dgram and seqpacket, the length of the next message; missing if none waits",
                        r -> Value.of(r.seen().message()))));
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Writes what waits to be read in a socket to standard output, or with --format a row that contains "
                        + "it, and removes nothing: all bytes of a stream, or the first message of dgram and "
                        + "seqpacket (MSG_PEEK of recv(2)). It does not wait: if there is nothing to read, nothing "
                        + "is written, and the exit status is 0. It works for UNIX domain sockets, and also for TCP "
                        + "and UDP.",
                "This requires permission to trace that process, ptrace(2), which root and usually its own user "
                        + "have; without it the exit status is 5.",
                "Descriptors that wait with the bytes stay where they are. In a stream the output ends after them "
                        + "or, if SO_PASSCRED is set, where the bytes of another process begin; a message on "
                        + "standard error says so. A socket is left alone if peeking would change what its process "
                        + "sees: if the process has set SO_PEEK_OFF, or if a socket with messages has a pending "
                        + "error.",
                RECORDS);
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("what a service has not read yet", "ipcctl sock peek $(pgrep -n sleep):0").after(STUCK),
                new Example("the same, safe for a terminal",
                        "ipcctl sock peek $(pgrep -n sleep):0 --length 64 --as text").after(STUCK));
    }

    @Override
    protected String place(Args args) {
        return args.get(socket).toString();
    }

    @Override
    protected Seen look(Args args, Context context, long most) {
        DescriptorName name = args.get(socket);
        try (Fd borrowed = name.borrow(SockPeek::borrow)) {
            check(name, borrowed);
            SocketPeek peek = SocketPeek.at(borrowed, most);
            int count = peek.first().length;
            boolean cut = peek.message() == null && count > 0 && count < Math.min(peek.total(), most);
            if (peek.message() != null && peek.message() == 0) {
                context.warn(name + ": a message without bytes waits");
            }
            return new Seen(peek.first(), peek.total(), peek.message(),
                    cut ? "a look ends after descriptors, or at another sender" : null);
        } catch (KernelException e) {
            throw e.about(name.toString());
        }
    }

    private static Fd borrow(DescriptorName name) {
        OpenFile file = OpenFiles.at(name.pid(), name.fd());
        if (file.inode("socket") < 0) {
            throw new CommandFailure(ExitCode.FAILED, name.toString(),
                    "is open on " + file.link() + ", not on a socket",
                    "'ipcctl holders " + name.pid() + "' lists what that process has open.");
        }
        return file.borrow();
    }

    private static void check(DescriptorName name, Fd borrowed) {
        SocketPeek.Obstacle obstacle = SocketPeek.obstacle(borrowed);
        if (obstacle != null) {
            throw switch (obstacle) {
                case LISTENER -> failure(name, "is a listener: it contains connections waiting to be accepted, but "
                        + "no bytes",
                        "'ipcctl sock ls --listening' shows how many.");
                case OTHER_KIND -> failure(name, "is neither a UNIX domain socket nor a TCP or UDP socket", null);
                case LOOKS_AHEAD -> failure(name,
                        "its process peeks itself (SO_PEEK_OFF), and another peek would move its position",
                        null);
                case ERROR -> failure(name,
                        "it has a pending error for its process, which peeking would clear", null);
            };
        }
    }

    private static CommandFailure failure(DescriptorName name, String what, String hint) {
        return new CommandFailure(ExitCode.FAILED, name.toString(), what, hint);
    }
}
