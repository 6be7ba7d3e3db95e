package org.ipcctl.cli.sysv;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Exec;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.HeldCommand;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ProcSelf;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemOperation;
import org.ipcctl.sysv.SemSet;

/** {@code ipcctl sysv sem run}. */
final class SemRun extends Command {
    private final Arg<Key> key = arg(KeyName.SEM, "KEY", KeyName.help(SemColumns.NAME));
    private final Arg<List<String>> command = cmd("The command with its options and arguments.", true);
    private final Arg<Long> count = opt(ValueType.integer("N", 1, SemOperation.HIGHEST_VALUE),
            "Take N from semaphore 0, all at once or none (default 1).", "-n", "--count");
    private final Arg<List<SemOperation>> operations = opt(SemOp.OPERATIONS,
            "Do these operations instead, all at once, as 'sysv sem op' does, for example 0:-1,1:-1.", "--op");
    private final Arg<Long> init = opt(ValueType.integer("N", 0, SemOperation.HIGHEST_VALUE),
            "Create the set with the value N if there is none.", "-i", "--init");
    private final WaitOptions wait = waitOptions("the semaphore stays too low");

    @Override
    protected List<String> description() {
        return List.of(
                "CMD replaces ipcctl, which has taken the semaphore with SEM_UNDO: the kernel gives it back when CMD "
                        + "ends, in whatever way, including kill -9, and this does not depend on another process. "
                        + "Processes that CMD starts and leaves behind do not hold it. The exit status is that of "
                        + "CMD. In a batch CMD is a child, and the semaphore is given back when it has ended.",
                "With --init the first process creates the set, and no process can take from it before it has its "
                        + "value, even if the first is killed at any moment. Such a set has a second semaphore, "
                        + "which records that. C programs use the first one as in any other set.",
                "If the value is set meanwhile ('sysv sem set', SETVAL), the kernel forgets what was taken before, "
                        + "and does not give it back.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("three working at a time, even if some are killed",
                        "for i in 1 2 3 4 5; do ipcctl sysv sem run 0x77 --init 3 -- sleep 0.1 & done; wait"),
                new Example("a lock shared with a C program",
                        "ipcctl sysv sem run ftok:/etc/passwd:1 --init 1 --timeout 5s -- sh -c 'echo mine'"),
                new Example("two semaphores of a set at once", "ipcctl sysv sem run 0x77 --op 0:-1,1:-1 -- true")
                        .after("ipcctl sysv sem create 0x77 -s 2 -n 1"));
    }

    @Override
    protected int run(Args args, Context context) {
        if (args.has(operations) && args.has(count)) {
            throw new UsageException("--count and --op cannot be combined");
        }
        int number = args.has(count) ? args.get(count).intValue() : 1;
        List<SemOperation> taken = SemOperation
                .undone(args.has(operations) ? args.get(operations) : List.of(new SemOperation(0, -number, false)));
        SemSet set = args.has(init)
                ? SemSet.openOrCreate(args.get(key), Files.MODE_OF_OBJECTS & ~Files.umask(), args.get(init).intValue())
                : SemSet.open(args.get(key));
        Deadline deadline = wait.deadline(args);
        if (!context.isWholeProcess()) {
            return runChild(args, context, set, taken, deadline);
        } else if (!set.operate(taken, deadline)) {
            throw set.notDone(taken, deadline);
        }
        throw Exec.replaceBy(args.get(command), ProcSelf.environment(), List.of());
    }

    private int runChild(Args args, Context context, SemSet set, List<SemOperation> taken, Deadline deadline) {
        try (HeldCommand held = new HeldCommand()) {
            if (!held.take(limit -> set.operate(taken, limit), deadline)) {
                if (held.signal() != 0) {
                    return held.interrupted();
                }
                throw set.notDone(taken, deadline);
            }
            try {
                return held.run(context.tetheredCmd(args.get(command)));
            } finally {
                giveBack(set, SemOperation.reversed(taken));
            }
        }
    }

    private static void giveBack(SemSet set, List<SemOperation> given) {
        try {
            if (!given.isEmpty()) {
                set.operate(given, Deadline.never());
            }
        } catch (KernelException e) {
            // With the set, what was taken of it is gone.
            if (!e.isGone() && !e.is(Errno.EIDRM)) {
                throw e;
            }
        }
    }
}
