package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;

/**
 * A ring of bytes in shared memory for each direction, with one producer and one consumer, who tell each other how far
 * they are by a counter each and need no lock. Round trips go through a mailbox of one message instead, for in strict
 * turns there is never more to hold.
 */
final class RingTransport extends Transport {
    private final SharedArea area;
    private final boolean sleeps;

    private RingTransport(String name, SharedArea area, String summary, boolean sleeps) {
        super(name, summary, Tunable.BUFFER);
        this.area = area;
        this.sleeps = sleeps;
    }

    /** Who has to wait sleeps by futex(2), and is woken. */
    static RingTransport futex() {
        return new RingTransport("shm-futex", SharedArea.POSIX,
                "a ring of shared memory in each direction, whose sides sleep and wake each other by futex(2)", true);
    }

    /** Who has to wait looks again and again, and keeps its CPU busy. */
    static RingTransport spin() {
        return new RingTransport("shm-spin", SharedArea.POSIX,
                "a ring of shared memory in each direction, whose sides spin and never sleep", false);
    }

    /** As {@link #futex}, in the pages of a file, which the kernel writes to its disk every now and then. */
    static RingTransport file() {
        return new RingTransport("mmap-file", SharedArea.FILE,
                "a ring in a mapped file of the temporary directory in each direction, whose sides sleep and wake each "
                        + "other by futex(2)",
                true);
    }

    @Override
    public boolean spins() {
        return !sleeps;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return setup.metric() == Metric.LATENCY ? new MailboxChannel(area, side, setup, sleeps)
                : new RingChannel(area, side, setup, sleeps);
    }

    @Override
    public void unlink(Setup setup) {
        area.remove(setup);
    }
}
