package org.ipcctl.cli;

import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Deadline;

/** How long a command may wait: what {@code --timeout}, {@code --nonblock} and {@code -E} said. */
public final class WaitOptions {
    private final Arg<Duration> timeout;
    private final Arg<Boolean> nonblock;
    private final Arg<Long> status;

    /** @param nonblock null where what is waited for can never be there at once */
    WaitOptions(Arg<Duration> timeout, Arg<Boolean> nonblock, Arg<Long> status) {
        this.timeout = timeout;
        this.nonblock = nonblock;
        this.status = status;
    }

    List<Arg<?>> all() {
        return nonblock == null ? List.of(timeout, status) : List.of(timeout, nonblock, status);
    }

    /**
     * A deadline from now on: never without {@code --timeout}, once with {@code --nonblock}, which makes it exit code
     * 6.
     */
    public Deadline deadline(Args args) {
        return isNonblock(args) ? Deadline.once() : Deadline.inOrNever(args.get(timeout));
    }

    private boolean isNonblock(Args args) {
        return nonblock != null && args.get(nonblock);
    }

    /** The exit code for a wait that ended without what was waited for. */
    int statusInsteadOf(ExitCode code, Args args) {
        boolean waited = code == ExitCode.TIMED_OUT || code == ExitCode.WOULD_BLOCK;
        return waited && args.get(status) != null ? args.get(status).intValue() : code.number();
    }

    void check(Args args) {
        if (isNonblock(args) && args.get(timeout) != null) {
            throw new UsageException("--timeout and --nonblock cannot be combined");
        }
    }
}
