package org.ipcctl.bench;

import org.HdrHistogram.Histogram;

/** Latency, the side that asks: sends a block, waits for it to come back, and keeps how long each round trip took. */
final class Pinger extends Role implements RoundTripHistogram.Keeper {
    private static final long LONGEST_NANOS = RoundTripHistogram.LONGEST_NANOS;
    private static final int SHOWN_EVERY = 64;

    private final Channel channel;
    private final int size;
    private final boolean verify;
    private final Block there;
    private final Block back;
    private final Histogram histogram = RoundTripHistogram.empty();
    private long sequence;
    private long first;
    private long start;
    private long stop;

    Pinger(Channel channel, int size, boolean verify) {
        this.channel = channel;
        this.size = size;
        this.verify = verify;
        this.there = new Block(size);
        this.back = new Block(size);
    }

    @Override
    void measure(Limits limits) {
        histogram.reset();
        first = sequence;
        long last = limits.lastFrom(first);
        start = System.nanoTime();
        long end = limits.endOf(start);
        long now = start;
        while (sequence < last && now - end < 0) {
            now = roundTrip(false);
            if (sequence % SHOWN_EVERY == 0) {
                reached(sequence);
            }
        }
        stop = roundTrip(true);
    }

    @Override
    long memory() {
        return 2L * size;
    }

    @Override
    ControlMessage result() {
        return done(sequence - first).with("start", start).with("end", stop)
                .with("p50", histogram.getValueAtPercentile(50)).with("p90", histogram.getValueAtPercentile(90))
                .with("p99", histogram.getValueAtPercentile(99)).with("p99_9", histogram.getValueAtPercentile(99.9))
                .with("max", histogram.getMaxValue()).with("mean", Math.round(histogram.getMean()));
    }

    @Override
    public Histogram roundTrips() {
        return histogram;
    }

    private long roundTrip(boolean last) {
        if (verify) {
            Content.put(there.address(), size, sequence);
        }
        long sent = System.nanoTime();
        if (last) {
            SequenceHeader.putLast(there.address(), size, sequence);
        } else {
            SequenceHeader.put(there.address(), size, sequence);
        }
        channel.send(there.address(), size);
        receiveBlock();
        long returned = System.nanoTime();
        SequenceHeader.check(back.address(), size, sequence);
        if (verify) {
            Content.check(back.address(), size, sequence);
        }
        sequence++;
        histogram.recordValue(Math.min(LONGEST_NANOS, returned - sent));
        return returned;
    }

    private void receiveBlock() {
        long address = back.address();
        int got = channel.receive(address, size);
        while (got < size) {
            got += channel.receive(address + got, size - got);
        }
    }

    @Override
    public void close() {
        there.close();
        back.close();
    }
}
