package org.ipcctl.bench;

/**
 * What one peer does in a case. Runs follow one another on the same channel, warm-up first; sequence numbers go on
 * through all of them. {@link Loops} copies the loops, so each has its calls of the channel in its own class.
 */
abstract class Role implements AutoCloseable {
    /** Where the measured loop is; read by the thread that talks to the conductor. */
    private volatile long progress;

    /** One run, and the {@code done} message about it. */
    final ControlMessage run(Limits limits) {
        ResourceUse effort = effort(limits);
        return effort.addedTo(result()).with("compiling", ResourceUse.compilingMillis());
    }

    /** Measures, and tells what that cost. */
    ResourceUse effort(Limits limits) {
        return ResourceUse.of(() -> measure(limits));
    }

    /** The loop: from its first clock reading to its last it allocates nothing. */
    abstract void measure(Limits limits);

    /** The {@code done} message about the last {@link #measure}, without what it cost. */
    abstract ControlMessage result();

    /** Bytes of this process's memory that blocks come from or go to. */
    abstract long memory();

    @Override
    public abstract void close();

    final void reached(long sequence) {
        progress = sequence;
    }

    final long progress() {
        return progress;
    }

    static ControlMessage done(long blocks) {
        return ControlMessage.of("done").with("blocks", blocks);
    }
}
