package org.ipcctl.cli.pipe;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.DescriptorName;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.pipe.PipeEnd;

/** The commands about pipes. */
public final class PipeCommands {
    private PipeCommands() {}

    /** {@code ipcctl pipe ...}. */
    public static CommandNode group() {
        return CommandNode.group("pipe",
                "meter a pipeline; list, inspect and resize the pipes between running processes",
                CommandNode.leaf("ls", "list pipes, what is queued in them and the processes at each end", PipeLs::new),
                CommandNode.leaf("meter", "copy standard input to standard output and show the amount and the rate",
                        PipeMeter::new),
                CommandNode.leaf("peek", "show what is queued in a pipe without removing it", PipePeek::new),
                CommandNode.leaf("resize", "change how much a pipe can hold", PipeResize::new))
                .seeAlso("pipe(7)", "splice(2)", "tee(2)", "pidfd_getfd(2)", "ptrace(2)", "proc_pid_fd(5)", "lsof(8)");
    }

    /** {@code ipcctl pipe-demo}, which runs all experiments, and each of them alone. */
    public static CommandNode demo() {
        return CommandNode.groupWithDefault("pipe-demo", "show how pipes behave on the running kernel", DemoAll::new,
                CommandNode.leaf("message", "a child process writes a message and ipcctl reads it", DemoMessage::new),
                CommandNode.leaf("exec", "run CMD with its standard output going through a pipe", DemoExec::new),
                CommandNode.leaf("capacity", "fill a pipe until a write would block, resize it, fill it again",
                        DemoCapacity::new),
                CommandNode.leaf("atomicity",
                        "count records that concurrent writers tore apart, up to PIPE_BUF and above",
                        DemoAtomicity::new),
                CommandNode.leaf("eof", "watch a blocked reader being released when the last write end "
                        + "closes", DemoEof::new),
                CommandNode.leaf("sigpipe",
                        "write into a pipe without a reader: SIGPIPE, or EPIPE if it is ignored", DemoSigpipe::new))
                .seeAlso("pipe(7)", "pipe(2)", "fcntl(2)", "signal(7)");
    }

    /** The end of a pipe that {@code name} is open on. */
    static PipeEnd end(DescriptorName name) {
        PipeEnd end = PipeEnd.at(name.pid(), name.fd());
        if (!end.isPipe()) {
            throw new CommandFailure(ExitCode.FAILED, name.toString(), "is open on " + end.link() + ", not on a pipe",
                    "List pipes with 'ipcctl pipe ls " + name.pid() + "'.");
        }
        return end;
    }
}
