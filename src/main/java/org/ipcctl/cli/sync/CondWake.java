package org.ipcctl.cli.sync;

import java.util.List;
import java.util.function.Consumer;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.sync.MutexLock;
import org.ipcctl.sync.ProcessCondition;
import org.ipcctl.sync.SyncKind;
import org.ipcctl.sync.SyncObject;

/** {@code ipcctl cond signal} and {@code ipcctl cond broadcast}. */
final class CondWake extends Command {
    private final String command;
    private final Consumer<ProcessCondition> action;
    private final Arg<String> name = arg(ObjectName.of(SyncKind.CONDITION), "NAME",
            "The condition variable, with or without its leading slash.");
    private final WaitOptions wait = waitOptions("its mutex stays locked");

    private CondWake(String command, Consumer<ProcessCondition> action) {
        this.command = command;
        this.action = action;
    }

    static CondWake one() {
        return new CondWake("signal", ProcessCondition::signal);
    }

    static CondWake all() {
        return new CondWake("broadcast", ProcessCondition::broadcast);
    }

    @Override
    protected List<String> description() {
        return List.of(
                "A signal without a waiter is lost; only the sequence number grows, which 'cond stat' shows.",
                "The mutex of the condition variable is taken briefly, so this waits for a C program that holds it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("announce a change", "ipcctl cond " + command + " changed")
                .after("ipcctl cond create changed"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (SyncObject<ProcessCondition> object = SyncObject.condition(args.get(name), false)) {
            ProcessCondition condition = object.get();
            MutexLock lock = new MutexLock(condition.mutex(), context::warn);
            Deadline deadline = wait.deadline(args);
            if (!lock.take(deadline)) {
                throw lock.failure(args.get(name), deadline);
            }
            try {
                action.accept(condition);
            } finally {
                lock.release();
            }
        }
        return 0;
    }
}
