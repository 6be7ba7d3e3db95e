package org.ipcctl.cli.sync;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.HeldCommand;
import org.ipcctl.sync.MutexLock;
import org.ipcctl.sync.ProcessMutex;
import org.ipcctl.sync.SyncBlock;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;

/** {@code ipcctl mutex run}. */
final class MutexRun extends Command {
    private final Arg<String> name = arg(ObjectName.of(SyncKind.MUTEX), "NAME", "The mutex, with or without its leading slash; created where there is none.");
    private final Arg<List<String>> command = cmd("The command and its arguments, options of its own included.", true);
    private final WaitOptions wait = waitOptions("the mutex stays locked");

    @Override
    protected List<String> description() {
        return List.of("The exit status is CMD's. The mutex is given back when CMD has ended, in whatever way. SIGTERM, SIGINT, SIGHUP, SIGUSR1 "
                + "and SIGALRM to ipcctl are passed on to CMD, and end the wait for the mutex.",
                "When ipcctl is killed with SIGKILL, or the machine kills it, the kernel gives the mutex to the next one, which "
                        + "warns that the previous owner died and carries on. A CMD that such an ipcctl leaves behind runs on without the mutex.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("one at a time, and never stuck", "ipcctl mutex run guard -- sh -c 'n=$(cat counter); echo $((n+1)) >counter'")
                .after("echo 0 >counter"),
                new Example("only if nobody else does it", "ipcctl mutex run backup --nonblock -E 0 -- true"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (SyncObject<ProcessMutex> object = SyncObject.mutex(args.get(name), true);
             HeldCommand held = new HeldCommand()) {
            Deadline deadline = wait.deadline(args);
            MutexLock lock = new MutexLock(object.get(), SyncBlock.Kind.MUTEX, context::warn);
            if (!held.take(lock::take, deadline)) {
                if (held.signal() != 0) {
                    return held.interrupted();
                }
                throw lock.failure(args.get(name), deadline);
            }
            try {
                return held.run(context.cmd(args.get(command)));
            } finally {
                lock.release();
            }
        }
    }
}
