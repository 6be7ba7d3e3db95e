package org.ipcctl.bench;

/** Latency, the side that answers: sends back each block it received. */
final class Echo extends Role {
    private final Channel channel;
    private final int size;
    private final boolean verify;
    private final Block block;
    private long sequence;
    private long first;

    Echo(Channel channel, int size, boolean verify) {
        this.channel = channel;
        this.size = size;
        this.verify = verify;
        this.block = new Block(size);
    }

    @Override
    void measure(Limits unused) {
        first = sequence;
        boolean last = false;
        while (!last) {
            last = answer();
        }
    }

    @Override
    ControlMessage result() {
        return done(sequence - first);
    }

    @Override
    long memory() {
        return size;
    }

    private boolean answer() {
        long address = block.address();
        receiveBlock();
        boolean last = SequenceHeader.check(address, size, sequence);
        if (verify) {
            Content.check(address, size, sequence);
        }
        sequence++;
        channel.send(address, size);
        return last;
    }

    private void receiveBlock() {
        long address = block.address();
        int got = channel.receive(address, size);
        while (got < size) {
            got += channel.receive(address + got, size - got);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
