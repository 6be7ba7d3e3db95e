package org.ipcctl.bench;

import org.ipcctl.bench.transport.Transports;

/**
 * What one peer does in a case. Runs follow one another on the same channel, warm-up first; sequence numbers go on
 * through all of them.
 */
abstract class Role implements AutoCloseable {
    /** Where the measured loop is; read by the thread that talks to the conductor. */
    private volatile long progress;

    static Role of(Side side, Setup setup, Channel channel) {
        boolean sending = side == Side.SENDING;
        if (!sending && Transports.find(setup.mechanism()).isLocal()) {
            return new Bystander();
        }
        return switch (setup.metric()) {
            case THROUGHPUT -> sending ? new Sender(channel, setup.size()) : new Receiver(channel, setup.size());
            case LATENCY -> sending ? new Pinger(channel, setup.size()) : new Echo(channel, setup.size());
        };
    }

    /** One run, and the {@code done} message about it. */
    final Message run(Limits limits) {
        Effort effort = Effort.of(() -> measure(limits));
        return effort.addedTo(result());
    }

    /** The loop: from its first clock reading to its last it allocates nothing. */
    abstract void measure(Limits limits);

    /** The {@code done} message about the last {@link #measure}, without what it cost. */
    abstract Message result();

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

    static Message done(long blocks) {
        return Message.of("done").with("blocks", blocks);
    }

    /** Receives one whole block. */
    static void receiveFully(Channel channel, long address, int size) {
        int got = channel.receive(address, size);
        while (got < size) {
            got += channel.receive(address + got, size - got);
        }
    }
}
