package org.ipcctl.bench;

/** Throughput, the sending side: blocks as fast as the mechanism takes them. */
final class Sender extends Role {
    /** The clock is read, and progress shown, about this often: seldom enough to cost nothing. */
    private static final long STRIDE_NANOS = 500_000;
    private static final int LONGEST_BURST = 1 << 16;

    private final Channel channel;
    private final int size;
    private final boolean verify;
    private final Block block;
    private long sequence;
    private long first;
    private long start;
    private long end;

    Sender(Channel channel, int size, boolean verify) {
        this.channel = channel;
        this.size = size;
        this.verify = verify;
        this.block = new Block(size);
    }

    @Override
    void measure(Limits limits) {
        first = sequence;
        long last = limits.lastFrom(first);
        int burst = 1;
        start = System.nanoTime();
        long until = limits.endOf(start);
        long now = start;
        while (sequence < last && now - until < 0) {
            send((int) Math.min(burst, last - sequence));
            long before = now;
            now = System.nanoTime();
            reached(sequence);
            burst = nextBurst(burst, now - before);
        }
        if (verify) {
            Content.put(block.address(), size, sequence);
        }
        SequenceHeader.putLast(block.address(), size, sequence++);
        channel.send(block.address(), size);
        end = System.nanoTime();
    }

    @Override
    ControlMessage result() {
        return done(sequence - first).with("start", start).with("end", end);
    }

    @Override
    long memory() {
        return size;
    }

    private void send(int blocks) {
        long address = block.address();
        long next = sequence;
        for (int i = 0; i < blocks; i++) {
            if (verify) {
                Content.put(address, size, next);
            }
            SequenceHeader.put(address, size, next++);
            channel.send(address, size);
        }
        sequence = next;
    }

    private static int nextBurst(int burst, long nanos) {
        if (nanos < STRIDE_NANOS / 2) {
            return Math.min(LONGEST_BURST, burst * 2);
        }
        return nanos > STRIDE_NANOS * 2 ? Math.max(1, burst / 2) : burst;
    }

    @Override
    public void close() {
        block.close();
    }
}
