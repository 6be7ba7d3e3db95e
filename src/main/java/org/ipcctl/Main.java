package org.ipcctl;

import org.ipcctl.cli.Invocation;
import org.ipcctl.cli.StandardIo;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.ProcSelf;

/** The entry point: the process's own arguments and streams in, its exit status out. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        end(run(args));
    }

    private static int run(String[] args) {
        try {
            return Invocation.run(Commands.root(), ProcSelf.arguments(args), new StandardIo());
        } catch (Throwable beforeACommandWasFound) {
            return Invocation.lastResort(beforeACommandWasFound, System.err);
        }
    }

    /**
     * System.exit asks System.Logger first from Java 21 on, for which every jar is opened: 30 ms. Everything is written
     * and closed by now, so there is nothing it would have to do, but where a signal has begun to end this process:
     * then that has the last word.
     */
    private static void end(int status) {
        ExitHook.giveWay();
        ExitHook.halt(status);
    }
}
