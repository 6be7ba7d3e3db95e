package org.ipcctl.cli.shm;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Pause;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.shm.SharedMemory;

/**
 * Looks at shared memory again and again. Nothing tells of a write through somebody's mapping, so looking is the only
 * way.
 */
final class ShmWatch {
    private final SharedMemory memory;
    private final Supplier<Deadline> wait;
    private final Pause pause;

    ShmWatch(SharedMemory memory, Duration interval, Supplier<Deadline> wait, Context context) {
        if (wait.get().isOnce()) {
            throw new UsageException("--watch waits, so it cannot be combined with --nonblock");
        } else if (interval.isZero()) {
            throw new UsageException("--watch=0 would look without a pause");
        }
        this.memory = memory;
        this.wait = wait;
        this.pause = new Pause(context, interval);
    }

    /** Writes what {@code reader} reads, now and whenever it is something else; ends by failing only. */
    void run(Callable<byte[]> reader, ShmOutput out) throws Exception {
        try (out) {
            byte[] shown = reader.call();
            out.put(shown);
            Deadline deadline = wait.get();
            while (true) {
                pause(deadline);
                byte[] now = reader.call();
                if (!Arrays.equals(shown, now)) {
                    out.put(now);
                    shown = now;
                    deadline = wait.get();
                } else if (deadline.hasPassed()) {
                    throw deadline.passed("poll", memory.name(), "a change");
                }
            }
        }
    }

    private void pause(Deadline deadline) {
        pause.await(deadline);
        if (memory.fd().status().links() == 0) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, memory.name(), "it was removed", null);
        }
    }
}
