package org.ipcctl.bench;

/**
 * What one peer does in a case. Runs follow one another on the same channel, warm-up first; sequence numbers go on
 * through all of them.
 */
abstract class Role implements AutoCloseable {
    /** Where the measured loop is; read by the thread that talks to the conductor. */
    private volatile long progress;

    static Role of(Side side, Setup setup, Channel channel) {
        boolean sending = side == Side.SENDING;
        return switch (setup.metric()) {
            case THROUGHPUT -> sending ? new Sender(channel, setup.size()) : new Receiver(channel, setup.size());
            case LATENCY -> sending ? new Pinger(channel, setup.size()) : new Echo(channel, setup.size());
        };
    }

    /** One run; the answer is the {@code done} message. */
    abstract Message run(Limits limits);

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
