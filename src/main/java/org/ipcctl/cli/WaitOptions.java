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

    /** A deadline from now on: never without {@code --timeout}, once with {@code --nonblock}, which makes it exit code 6. */
    public Deadline deadline() {
        return nonblock.get() ? Deadline.once() : Deadline.inOrNever(timeout.get());
    }

    /** The exit code for a wait that ended without what was waited for. */
    int statusInsteadOf(ExitCode code) {
        boolean waited = code == ExitCode.TIMED_OUT || code == ExitCode.WOULD_BLOCK;
        return waited && status.get() != null ? status.get().intValue() : code.number();
    }

    void check() {
        if (nonblock.get() && timeout.get() != null) {
            throw new UsageException("--timeout and --nonblock cannot be combined");
        }
    }
}
