package org.ipcctl.cli;

import java.time.Duration;
import org.ipcctl.kernel.Deadline;

/** How long a command may wait: what {@code --timeout}, {@code --nonblock} and {@code -E} said. */
public final class WaitOptions {
    private final Opt<Duration> timeout;
    private final Opt<Boolean> nonblock;
    private final Opt<Long> status;

    WaitOptions(Opt<Duration> timeout, Opt<Boolean> nonblock, Opt<Long> status) {
        this.timeout = timeout;
        this.nonblock = nonblock;
        this.status = status;
    }

    /** A deadline from now on: never without {@code --timeout}. */
    public Deadline deadline() {
        return Deadline.inOrNever(timeout.get());
    }

    /** Whether not to wait at all; {@code EAGAIN} is the answer then, and exit code 6. */
    public boolean nonblock() {
        return nonblock.get();
    }

    /** The exit code for a wait that ended without what was waited for. */
    int statusInsteadOf(ExitCode code) {
        boolean waited = code == ExitCode.TIMED_OUT || code == ExitCode.WOULD_BLOCK;
        return waited && status.get() != null ? status.get().intValue() : code.number();
    }

    void check() {
        if (nonblock.get() && timeout.get() != null) {
            throw new UsageException("--timeout and --nonblock exclude each other");
        }
    }
}
