package org.ipcctl.cli.bench;

import org.ipcctl.bench.BenchFailure;
import org.ipcctl.bench.PeerProgram;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Hints;
import org.ipcctl.cli.Shortage;
import org.ipcctl.kernel.KernelException;

/** {@code ipcctl bench-peer}: obeys the process that started it, over stdin and stdout, and ends when stdin does. */
final class BenchPeerCommand extends Command {
    @Override
    protected int run(Args args, Context context) {
        PeerProgram.serve(context.stdin(), context.stdout(), Transports::find, BenchPeerCommand::worded);
        return ExitCode.DONE.number();
    }

    /** As what it comes from, with its next step. */
    private static Throwable worded(Throwable failure) {
        Throwable cause = Shortage.behind(failure);
        return cause instanceof KernelException kernel ? Hints.worded(kernel)
                : cause instanceof CommandFailure known ? new BenchFailure("", known.getMessage(), known.hint())
                        : cause;
    }
}
