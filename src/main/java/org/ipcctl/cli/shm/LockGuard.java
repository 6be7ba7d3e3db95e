package org.ipcctl.cli.shm;

import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sync.SyncBlock;

/**
 * Keeps commands that write into shared memory from doing so in a mutex or a condition variable, which nobody could use
 * any more.
 */
final class LockGuard {
    private final Arg<Boolean> force;

    /** Declares {@code --force}. */
    LockGuard(Command command) {
        force = command
                .flag("Write even to a mutex or a condition variable, which is then unusable.", "--force")
                .rare();
    }

    /** Refuses the object {@code name} where it is one of these. */
    void check(Args args, String name) {
        if (args.get(force)) {
            return;
        }
        SyncBlock.Kind kind;
        try {
            kind = SyncBlock.kindOf(name);
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            // It may be one to write only; who opens it for that will be told what is wrong with it.
            return;
        }
        if (kind != null) {
            throw new CommandFailure(ExitCode.FAILED, name,
                    "it is a " + kind + ", which would be useless after writing to it",
                    "--force writes to it nevertheless.");
        }
    }
}
