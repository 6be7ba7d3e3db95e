package org.ipcctl.cli.shm;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;

/** {@code ipcctl shm resize}. */
final class ShmResize extends Command {
    private final Arg<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME",
            "The object, with or without its leading slash.");
    private final Arg<Long> size = arg(ValueType.SIZE, "SIZE", "The new size: 4096, 64K, 1MiB.");
    private final LockGuard guard = new LockGuard(this);

    @Override
    protected List<String> description() {
        return List.of(
                "Zeros are added, with memory reserved for them; if /dev/shm does not have that much left, the exit "
                        + "status is 7 and the object stays as it "
                        + "is.",
                "What is cut off is lost, and SIGBUS kills a process that has it mapped and accesses it, unless it "
                        + "is ipcctl.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("room for more", "ipcctl shm resize samples 1MiB")
                .after("ipcctl shm create samples --size 64"));
    }

    @Override
    protected int run(Args args, Context context) {
        guard.check(args, args.get(name));
        try (SharedMemory memory = SharedMemory.open(args.get(name), SharedMemory.Access.WRITE)) {
            memory.resize(args.get(size));
        }
        return 0;
    }
}
