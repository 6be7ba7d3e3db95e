package org.ipcctl.cli.bench;

import org.ipcctl.bench.PeerProgram;
import org.ipcctl.bench.transport.Transports;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Hints;
import org.ipcctl.cli.Command;

/** {@code ipcctl bench-peer}: obeys the process that started it, over stdin and stdout, and ends when stdin does. */
final class BenchPeerCommand extends Command {
    @Override
    protected int run(Args args, Context context) {
        PeerProgram.serve(context.stdin(), context.stdout(), Transports::find, Hints::worded);
        return ExitCode.DONE.number();
    }
}
