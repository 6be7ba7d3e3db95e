package org.ipcctl.cli.sem;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemaphoreKind;

/** {@code ipcctl sem post}. */
final class SemPost extends Command {
    private final Arg<String> name = arg(ObjectName.of(SemaphoreKind.KIND), "NAME",
            "The semaphore, with or without its leading slash.");
    private final Arg<Long> count = optOr(ValueType.integer("N", 1, NamedSemaphore.MAX_VALUE), 1L, "Add N.", "-n",
            "--count");

    @Override
    protected List<String> description() {
        return List.of(
                "Adds to the value, and wakes that many waiters. Nothing checks that as many were taken before. The "
                        + "value cannot exceed 2147483647; a post that would exceed it is refused as a whole.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("let one waiter go", "ipcctl sem post go").after("ipcctl sem create go --init 0"),
                new Example("let ten of them go", "ipcctl sem post go --count 10")
                        .after("ipcctl sem create go --init 0"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (NamedSemaphore semaphore = NamedSemaphore.open(args.get(name))) {
            semaphore.post(args.get(count).intValue());
        }
        return 0;
    }
}
