package org.ipcctl.bench;

/** Throughput, the receiving side: takes what comes in pieces of at most a block and checks every stamp. */
final class Receiver extends Role {
    private final Channel channel;
    private final int size;
    private final int width;
    private final Block block;
    private long sequence;

    Receiver(Channel channel, int size) {
        this.channel = channel;
        this.size = size;
        this.width = Stamp.width(size);
        this.block = new Block(size);
    }

    @Override
    Message run(Limits unused) {
        long first = sequence;
        receiveAll();
        long end = System.nanoTime();
        return done(sequence - first).with("end", end);
    }

    /** Streams break blocks anywhere: {@code untilStamp} counts the bytes before the next block begins. */
    private void receiveAll() {
        long address = block.address();
        int untilStamp = 0;
        boolean last = false;
        while (!last || untilStamp > 0) {
            int got = channel.receive(address, last ? untilStamp : size);
            if (untilStamp < got) {
                // A stamp that was cut is completed at once; a block is never shorter than its stamp.
                while (got < untilStamp + width) {
                    got += channel.receive(address + got, untilStamp + width - got);
                }
                last = Stamp.check(address + untilStamp, size, sequence);
                sequence++;
                untilStamp += size;
            }
            untilStamp -= got;
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
