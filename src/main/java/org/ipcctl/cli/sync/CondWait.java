package org.ipcctl.cli.sync;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.HeldCommand;
import org.ipcctl.result.Schema;
import org.ipcctl.sync.ConditionWait;
import org.ipcctl.sync.MutexLock;
import org.ipcctl.sync.ProcessCondition;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;
import org.ipcctl.sync.SyncStatus;

/** {@code ipcctl cond wait}. */
final class CondWait extends Command {
    private final Arg<String> name = arg(ObjectName.of(SyncKind.CONDITION), "NAME",
            "The condition variable, with or without its leading slash.");
    private final Arg<Long> since = opt(ValueType.integer("SEQ", 0, Long.MAX_VALUE),
            "Do not wait if more than SEQ signals have been sent so far; 'cond stat' and --format show the number.",
            "--since");
    private final WaitOptions wait = waitOptions("no signal arrives");

    @Override
    protected Schema<?> schema() {
        return SyncColumns.CONDITION;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Waits for a signal that is sent during the wait; earlier signals are not remembered. A script that "
                        + "first checks whether it must wait at all should therefore read the number of signals "
                        + "before the check, and pass it to --since.",
                "Like pthread_cond_wait(3), it may wake without a signal: check the condition again. Nothing is "
                        + "printed unless a format is given.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("wait for a change, and miss none",
                "seq=$(ipcctl cond stat changed --format plain --columns sequence); "
                        + "[ -e done ] || ipcctl cond wait changed --since \"$seq\" -t 10s")
                .after("ipcctl cond create changed", "{ sleep 1; touch done; ipcctl cond signal changed; } &"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        try (SyncObject<ProcessCondition> object = SyncObject.condition(args.get(name), false);
             HeldCommand held = new HeldCommand()) {
            ProcessCondition condition = object.get();
            Deadline deadline = wait.deadline(args);
            MutexLock lock = new MutexLock(condition.mutex(), context::warn);
            if (!held.take(lock::take, deadline)) {
                return ended(args, held, deadline);
            }
            if (sent(args, condition)) {
                lock.release();
            } else if (!await(args, condition, lock, held, deadline)) {
                return ended(args, held, deadline);
            }
            if (context.isFormatGiven()) {
                context.show(SyncColumns.CONDITION, SyncStatus.ofCondition(object));
            }
            return 0;
        }
    }

    /** With the mutex held, and without it after that. */
    private boolean await(Args args, ProcessCondition condition, MutexLock lock, HeldCommand held, Deadline deadline) {
        try (ConditionWait waiting = entered(condition, lock)) {
            boolean woken = held.take(waiting::await, deadline);
            // Who signals has the mutex until what it signals is done. But a signal was had, whether or not that ends
            // in time.
            if (woken ? held.take(lock::take, deadline) : lock.take(Deadline.once())) {
                try {
                    waiting.leave();
                } finally {
                    lock.release();
                }
            }
            return held.signal() == 0 && (woken || sent(args, condition));
        }
    }

    private static ConditionWait entered(ProcessCondition condition, MutexLock lock) {
        try {
            return condition.enter();
        } finally {
            lock.release();
        }
    }

    private boolean sent(Args args, ProcessCondition condition) {
        return args.has(since) && condition.sequence() > args.get(since);
    }

    private int ended(Args args, HeldCommand held, Deadline deadline) {
        if (held.signal() != 0) {
            return held.interrupted();
        }
        throw deadline.passed("futex", args.get(name), "a signal");
    }
}
