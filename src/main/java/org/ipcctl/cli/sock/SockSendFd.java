package org.ipcctl.cli.sock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock send-fd}. */
final class SockSendFd extends SockCommand {
    private static final List<SocketType> TYPES = List.of(SocketType.STREAM, SocketType.SEQPACKET, SocketType.DGRAM);

    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "Where the receiver listens: a path, or @name in the abstract name space.");
    private final Arg<List<String>> what = args(ValueType.TEXT.labelled("FD|PATH").completing(ValueType.Names.FILES),
            "FD",
            "What to send: the number of a descriptor that the shell has opened for this command, or a PATH to open; "
                    + "./5 is a file called 5.",
            1);
    private final Arg<Boolean> write = flag("Open each PATH for reading and writing, not for reading only.",
            "--read-write").formerly("-w");
    private final Arg<String> data = optOr(ValueType.TEXT.labelled("DATA"), "",
            "Send these bytes with them (default: one NUL byte).", "--data").formerly("-d");
    private final Arg<Duration> retry = retryOption();
    private final WaitOptions wait = waitOptions("no process listens or receives them");

    @Override
    protected List<String> description() {
        return List.of(
                "The receiver gets the open files themselves (SCM_RIGHTS), whether files, pipes, sockets, terminals "
                        + "or shared memory, with their position and access mode, even if it could not have opened "
                        + "them. All are sent in one message, so there can be at most 253.",
                NOBODY_YET);
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a file that the receiver may not open itself",
                        "ipcctl sock send-fd /tmp/fd /etc/passwd --retry 5s")
                        .after("ipcctl sock recv-fd /tmp/fd --cat &"),
                new Example("a file to write to, and shared memory to use",
                        "ipcctl sock send-fd @worker 5 --retry 5s --read-write /dev/shm/frames 5>>log")
                        .after("ipcctl shm create frames --size 4K",
                                "ipcctl sock recv-fd @worker -- sh -c 'echo done >&3' &"));
    }

    @Override
    protected int run(Args args, Context context) {
        if (args.get(what).size() > FdPassing.MOST) {
            throw new UsageException("a message can carry at most " + FdPassing.MOST + " descriptors, and these are "
                    + args.get(what).size());
        }
        List<Fd> descriptors = new ArrayList<>();
        try {
            args.get(what).forEach(word -> descriptors.add(word.matches("\\d{1,9}")
                    ? inherited(Integer.parseInt(word), "ipcctl sock send-fd ADDR " + word + " " + word + "<FILE")
                    : open(args, word)));
            byte[] bytes = args.get(data).isEmpty() ? new byte[1] : OsString.encode(args.get(data));
            Deadline deadline = wait.deadline(args);
            try (UnixSocket socket = connect(args.get(address), TYPES, deadline, args.get(retry), null)) {
                FdPassing.send(socket, descriptors, bytes, deadline);
            }
            return 0;
        } finally {
            descriptors.forEach(Fd::close);
        }
    }

    private Fd open(Args args, String path) {
        int access = args.get(write) ? Fd.O_RDWR : Fd.O_RDONLY;
        try {
            // A FIFO would wait for its other side; whoever receives it may do that.
            Fd fd = Fd.open(path, access | Fd.O_NONBLOCK, 0);
            fd.setNonblocking(false);
            return fd;
        } catch (KernelException e) {
            throw switch (e.errno()) {
                case Errno.ENXIO -> e.because("it is a socket, which only a process that has it open can pass on")
                        .advise("Connect to it: " + ShellWord.shown("ipcctl sock connect " + ShellWord.path(path))
                                + ".");
                case Errno.EISDIR -> e.because("it is a directory, which cannot be opened for writing");
                default -> e;
            };
        }
    }
}
