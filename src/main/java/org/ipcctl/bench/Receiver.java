package org.ipcctl.bench;

/** Throughput, the receiving side: takes what comes in pieces of at most a block and checks every stamp. */
final class Receiver extends Role {
    private final Channel channel;
    private final int size;
    private final boolean verify;
    private final int width;
    private final Block block;
    private long sequence;
    private long first;
    private long end;

    Receiver(Channel channel, int size, boolean verify) {
        this.channel = channel;
        this.size = size;
        this.verify = verify;
        this.width = SequenceHeader.width(size);
        this.block = new Block(size);
    }

    @Override
    void measure(Limits unused) {
        first = sequence;
        if (verify) {
            receiveWholeBlocks();
        } else {
            receiveAll();
        }
        end = System.nanoTime();
    }

    @Override
    ControlMessage result() {
        return done(sequence - first).with("end", end);
    }

    @Override
    long memory() {
        return size;
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
                last = SequenceHeader.check(address + untilStamp, size, sequence);
                sequence++;
                untilStamp += size;
            }
            untilStamp -= got;
        }
    }

    /** Each block is put together before it is looked at. */
    private void receiveWholeBlocks() {
        long address = block.address();
        boolean last = false;
        while (!last) {
            int got = channel.receive(address, size);
            while (got < size) {
                got += channel.receive(address + got, size - got);
            }
            last = SequenceHeader.check(address, size, sequence);
            Content.check(address, size, sequence++);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
