package org.ipcctl.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;

/** A mechanism that can be measured. An instance never changes: both peers and the conductor have one each. */
public abstract class Transport {
    private final String name;
    private final String summary;
    private final Set<Tunable> knobs;

    /**
     * @param name    as on the command line: {@code unix-stream}
     * @param summary a clause about what is measured
     * @param knobs   what of it can be set; {@link Setup} tells how
     */
    protected Transport(String name, String summary, Tunable... knobs) {
        this.name = name;
        this.summary = summary;
        this.knobs = Set.of(knobs);
    }

    public final String name() {
        return name;
    }

    public final String summary() {
        return summary;
    }

    public final Set<Tunable> knobs() {
        return knobs;
    }

    /** The largest block that can travel, and what limits it; null where any can. */
    public BlockLimit limit() {
        return null;
    }

    /**
     * The largest block that several senders can send at one object of it, and several receivers receive there, each
     * whole; null where it is for one sender and one receiver.
     */
    public BlockLimit limitWhereShared() {
        return null;
    }

    /** What of it can be measured. */
    public Set<Metric> metrics() {
        return Set.of(Metric.values());
    }

    /** Whether the sending side does it all, and what it sends reaches nobody. */
    public boolean isLocal() {
        return false;
    }

    /**
     * Whether {@code failure} says that this machine does not have the mechanism, or does not allow it (yama, seccomp):
     * a fact and no failure. A socket's buffer that is not allowed is too large, and nothing else.
     */
    public boolean isForbidden(KernelException failure) {
        return failure.is(Errno.ENOSYS)
                || failure.is(Errno.EPERM) && !failure.isLimit() && !failure.call().equals("setsockopt");
    }

    /** Whether its objects end with their names, which therefore stay until the end of the case. */
    public boolean needsNames() {
        return false;
    }

    /**
     * Whether a side that waits keeps its CPU busy, so that on one CPU the other gets it only when the scheduler says
     * so.
     */
    public boolean spins() {
        return false;
    }

    /**
     * A bound on the size of blocks.
     *
     * @param bytes  the largest
     * @param reason a clause that names the limit
     */
    public record BlockLimit(long bytes, String reason) {
    }

    /**
     * What each side is to inherit, where a mechanism has no names: made before the peers start, and closed here once
     * both have started.
     */
    public Map<Side, List<Fd>> descriptors() {
        return Map.of();
    }

    /** Opens one side in a peer; the sending side comes first and creates what the other will open. */
    public abstract Channel open(Side side, Setup setup);

    /**
     * Removes every name that {@link #open} may have created. Any process may call it at any time, more than once: the
     * conductor as soon as both sides are joined, or where it {@link #needsNames} at the end of the case, and whoever
     * is left when the others were killed.
     */
    public void unlink(Setup setup) {}
}
