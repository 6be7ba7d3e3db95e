package org.ipcctl.cli.pipe;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.DescriptorName;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.message.PeekCommand;
import org.ipcctl.kernel.Fd;

/** {@code ipcctl pipe peek}. */
final class PipePeek extends PeekCommand {
    private final Arg<DescriptorName> end = arg(DescriptorName.TYPE, "PID:FD",
            "A process that has the pipe open, and its descriptor for it, for example 1234:0.");

    @Override
    protected List<String> description() {
        return List.of(
                "Writes the bytes that wait in the pipe to standard output, or with --format a row that contains "
                        + "them, and removes none of them: they are copied by tee(2). If nothing is queued, nothing "
                        + "is written, and the exit status is 0.",
                "PID:FD may be a reading end, or a writing end if a visible process has the reading end open. This "
                        + "requires permission to trace that process, ptrace(2), which root and usually its own user "
                        + "have; without it the exit status is 5.",
                RECORDS);
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("what a stuck pipeline has not read", "ipcctl pipe peek $(pgrep -n sleep):0 --length 4")
                        .after(PipeLs.STUCK),
                new Example("the same, safe for a terminal",
                        "ipcctl pipe peek $(pgrep -n sleep):0 --length 64 --as text").after(PipeLs.STUCK));
    }

    @Override
    protected String place(Args args) {
        return args.get(end).toString();
    }

    @Override
    protected Seen look(Args args, Context context, long most) {
        Fd reader = args.get(end).borrow(name -> PipeCommands.end(name).borrowReader());
        if (reader == null) {
            throw new CommandFailure(ExitCode.FAILED, place(args),
                    "no process that can be seen has the reading end of this pipe open",
                    "The queued bytes can be copied only from there.");
        }
        return Seen.inPipe(reader, most);
    }
}
