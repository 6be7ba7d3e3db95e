package org.ipcctl.cli.sem;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemaphoreKind;

/** {@code ipcctl sem wait}. */
final class SemWait extends Command {
    private final Arg<String> name = arg(ObjectName.of(SemaphoreKind.KIND), "NAME",
            "The semaphore, with or without its leading slash.");
    private final Arg<Long> count = optOr(ValueType.integer("N", 1, NamedSemaphore.MAX_VALUE), 1L,
            "Take N at once: all of them, or none.", "-n", "--count");
    private final WaitOptions wait = waitOptions("the semaphore stays 0");

    @Override
    protected List<String> description() {
        return List.of(
                "The semaphore stays taken after ipcctl has ended, until a process posts; 'sem run' gives it back by "
                        + "itself.",
                "A process that waits for one has its place in the kernel's queue, together with C programs; one "
                        + "that wants several at once (--count) goes to the end of the queue each time there are too "
                        + "few, so processes that want fewer go first. --timeout uses the monotonic clock, so "
                        + "setting the time does not change it.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("wait for another script to say go", "ipcctl sem wait go --timeout 30s")
                        .after("ipcctl sem create go --init 0", "ipcctl sem "
                                + "post go &"),
                new Example("take a slot if one is free", "ipcctl sem wait slots --nonblock && echo mine")
                        .after("ipcctl sem create slots --init 4"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (NamedSemaphore semaphore = NamedSemaphore.open(args.get(name))) {
            int number = args.get(count).intValue();
            Deadline deadline = wait.deadline(args);
            if (!semaphore.acquire(number, deadline)) {
                throw semaphore.notTaken(number, deadline);
            }
        }
        return 0;
    }
}
