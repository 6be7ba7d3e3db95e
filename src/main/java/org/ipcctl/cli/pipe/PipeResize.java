package org.ipcctl.cli.pipe;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.DescriptorName;
import org.ipcctl.cli.ValueType;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.pipe.Pipe;

/** {@code ipcctl pipe resize}. */
final class PipeResize extends Command {
    private final Arg<DescriptorName> end = arg(DescriptorName.TYPE, "PID:FD",
            "A process that has the pipe open, and its descriptor for either end, for example 1234:0.");
    private final Arg<Long> size = arg(ValueType.SIZE, "SIZE", "The minimum capacity: 64K, 1MiB.");

    @Override
    protected List<String> description() {
        return List.of(
                "Sets the capacity of a pipe or FIFO that a process has open, by F_SETPIPE_SZ of fcntl(2). The "
                        + "kernel rounds it up to a power of two pages; 'ipcctl pipe ls PID' shows the result. A "
                        + "writer that was blocked for lack of room continues.",
                "If a limit forbids it, the message names the limit, and the exit status is 7. A pipe that contains "
                        + "more than SIZE bytes stays as it is, with status 1. Resizing requires permission to trace "
                        + "that process, ptrace(2); without it the exit status is 5.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("room for more", "ipcctl pipe resize $(pgrep -n sleep):0 1MiB").after(PipeLs.STUCK));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        DescriptorName name = args.get(end);
        try (Fd borrowed = name.borrow(end -> PipeCommands.end(end).borrow())) {
            Pipe.resize(borrowed, args.get(size));
        } catch (KernelException e) {
            throw e.about(name.toString());
        }
        return 0;
    }
}
