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
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;

/** {@code ipcctl mutex run}. */
final class MutexRun extends Command {
    /** Scripts use those below for themselves. */
    private static final int FIRST_OF_OURS = 10;

    private final Arg<String> name = arg(ObjectName.of(SyncKind.MUTEX), "NAME",
            "The mutex, with or without its leading slash; created if there is none.");
    private final Arg<List<String>> command = cmd("The command with its options and arguments.", true);
    private final Arg<Boolean> detach = flag(
            "If ipcctl is killed with SIGKILL, let CMD continue; the next 'mutex run' waits for its end.", "--detach")
            .rare();
    private final WaitOptions wait = waitOptions("the mutex stays locked");

    @Override
    protected List<String> description() {
        return List.of(
                "The exit status is that of CMD. The mutex is released when CMD has ended, in whatever way. SIGTERM, "
                        + "SIGINT, SIGHUP, SIGUSR1 and SIGALRM to ipcctl are passed on to CMD, and end the wait for "
                        + "the mutex.",
                "If ipcctl is killed with SIGKILL, for example by the OOM killer, CMD is killed as well, and the "
                        + "next owner is told that the previous one died, and continues. Processes that CMD had "
                        + "started may still be running; the next 'mutex run' waits until they have ended, too. For "
                        + "this purpose CMD inherits a descriptor of the mutex with an flock(2) on it, the first "
                        + "free one from 10 on, and the wait lasts as long as any process has it open.",
                "A CMD that gains privileges from its file, such as sudo(8), is not killed, and may close that "
                        + "descriptor: run ipcctl under sudo(8) instead.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("one at a time, and never stuck",
                        "ipcctl mutex run guard -- sh -c 'n=$(cat counter); echo $((n+1)) >counter'")
                        .after("echo 0 >counter"),
                new Example("only if no other process is doing it", "ipcctl mutex run backup --nonblock -E 0 -- true"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (SyncObject<ProcessMutex> object = SyncObject.mutex(args.get(name), true);
             HeldCommand held = new HeldCommand()) {
            Deadline deadline = wait.deadline(args);
            MutexLock lock = new MutexLock(object, context::warn);
            if (!held.take(lock::take, deadline)) {
                if (held.signal() != 0) {
                    return held.interrupted();
                }
                throw lock.failure(args.get(name), deadline);
            }
            try {
                return held.run(
                        (args.get(detach) ? context.cmd(args.get(command)) : context.tetheredCmd(args.get(command)))
                                .add(lock.file(), FIRST_OF_OURS));
            } finally {
                lock.release();
            }
        }
    }
}
