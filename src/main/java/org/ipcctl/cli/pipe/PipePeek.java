package org.ipcctl.cli.pipe;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.message.PeekOutput;
import org.ipcctl.kernel.Fd;
import org.ipcctl.pipe.PipeEnd;
import org.ipcctl.result.Schema;

/** {@code ipcctl pipe peek}. */
final class PipePeek extends Command {
    private final Arg<EndName> end = arg(EndName.TYPE, "PID:FD", "A process that has the pipe open, and its descriptor for it: 1234:0.");
    private final PeekOutput output = new PeekOutput(this);

    @Override
    protected Schema<?> schema() {
        return output.schema();
    }

    @Override
    protected Schema<?> schema(Args args) {
        return output.schema(args);
    }

    @Override
    protected List<String> description() {
        return List.of("Writes the bytes that wait in the pipe to standard output, or with --format a row that holds them, and takes none of them: "
                + "they are copied by tee(2). Where nothing is queued, nothing is written, and the exit status is 0.",
                "PID:FD may be a reading end, or a writing end whose reading end a process has open that can be seen. It takes the right to "
                        + "trace that process, ptrace(2), which root has and mostly its user; without it the exit status is 5.",
                "With --layout what is queued is records, one behind the other, and each is a row. What is queued of a last one that has "
                        + "not come whole yet is told on standard error.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("what a stuck pipeline has not read", "ipcctl pipe peek $(pgrep -n sleep):0 --length 4").after(PipeLs.STUCK),
                new Example("the same, safe for a terminal", "ipcctl pipe peek $(pgrep -n sleep):0 --length 64 --as text").after(PipeLs.STUCK));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        output.check(args);
        EndName name = args.get(end);
        Fd reader = name.borrow(PipeEnd::borrowReader);
        if (reader == null) {
            throw new CommandFailure(ExitCode.FAILED, name.toString(), "no process that can be seen has the reading end of this pipe open",
                    "What is queued can be copied from there only.");
        }
        output.show(args, context, name.toString(), reader);
        return 0;
    }
}
