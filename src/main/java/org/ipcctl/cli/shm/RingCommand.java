package org.ipcctl.cli.shm;

import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.NextSteps;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.shm.RingEnd;
import org.ipcctl.shm.RingException;
import org.ipcctl.shm.SharedMemoryKind;

/** A side of a ring in shared memory, which either side may make. */
abstract class RingCommand extends Command {
    private static final long USUAL = 1 << 20;

    protected final Arg<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME",
            "The ring, a shared memory object, with or without its leading slash.");
    private final Arg<Long> size = optOr(ValueType.SIZE, USUAL,
            "Create the ring with room for SIZE bytes, rounded up to a power of two; an existing one stays as it is.",
            "-s", "--size");
    private final Arg<FileMode> mode = opt(ValueType.MODE,
            "The exact permissions of a new ring, octal or as u=rw,g=r (default: 0600 less the umask).",
            "-m", "--mode");
    private final ProgressOption progress = new ProgressOption(this);

    @Override
    protected final int run(Args args, Context context) {
        if (args.get(size) > RingEnd.MOST) {
            throw new UsageException("a ring holds " + RingEnd.MOST + " bytes at most");
        }
        try {
            move(args, context);
            return 0;
        } catch (RingException e) {
            throw new CommandFailure(ExitCode.FAILED, e.name(), e.getMessage(),
                    NextSteps.of(e.situation(), e.name()));
        }
    }

    /** Moves the whole stream. */
    abstract void move(Args args, Context context);

    /**
     * Shows how far {@code transfer} is; {@code size} is that of all, negative where nobody knows, and {@code end} what
     * is not the ring.
     */
    protected final void showing(Args args, Context context, RingEnd ring, long size, Fd end, Runnable transfer) {
        progress.during(transfer::run, args, context, ring::moved, size, end);
    }

    protected final long capacity(Args args) {
        return args.get(size);
    }

    /** Negative for the usual. */
    protected final int mode(Args args) {
        return args.has(mode) ? args.get(mode).resolve(Files.MODE_OF_OBJECTS, Files.umask()) : -1;
    }
}
