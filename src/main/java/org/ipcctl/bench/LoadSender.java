package org.ipcctl.bench;

/**
 * Under load, the sending side: each of its threads sends messages when they are due, or as fast as they get through.
 * No lambda in here: it would be one of the class that {@link Loops} copies, and not of the copy.
 */
final class LoadSender extends CrewRole {
    private static final int SHOWN_EVERY = 64;

    private final Channel channel;
    private final int size;
    private final int senders;
    private final boolean verify;
    /** Of each sender, the number of its next message. */
    private final long[] next;
    private final long[] sent;
    private final long[] digests;
    private ControlMessage told;

    LoadSender(Channel channel, Setup setup) {
        super(setup, setup.load().senders(), "sender");
        this.channel = channel;
        this.size = setup.size();
        this.senders = setup.load().senders();
        this.verify = setup.verify();
        this.next = new long[senders];
        this.sent = new long[senders];
        this.digests = new long[senders];
    }

    @Override
    void measure(Limits limits) {
        super.measure(limits);
        long messages = 0;
        long digest = 0;
        for (int i = 0; i < senders; i++) {
            messages += sent[i];
            digest += digests[i];
        }
        long scheduled = limits.rate() == 0 ? 0 : (long) (messages * 1e9 / limits.rate());
        told = LoadFigures.told(sent, digest).with("start", start()).with("end", start() + scheduled);
        for (int i = 0; i < setup().load().receivers(); i++) {
            LoadStamp.putEnd(address(0));
            channel.send(address(0), size);
        }
    }

    @Override
    void work(int number, Limits limits) {
        if (limits.rate() == 0) {
            sendAll(number, limits);
        } else {
            sendWhenDue(number, limits);
        }
    }

    private void sendAll(int number, Limits limits) {
        long first = next[number];
        long last = first + limits.shareOf(number, senders);
        long until = limits.endOf(start());
        long sequence = first;
        long digest = 0;
        while (sequence < last) {
            long now = System.nanoTime();
            if (now - until >= 0 && sequence > first) {
                break;
            }
            digest += send(number, sequence++, now);
        }
        finish(number, first, sequence, digest);
    }

    /**
     * All that are due before the end are sent, also where they are late: to leave them out would leave out the longest
     * latencies. Where the mechanism cannot keep up at all, it ends when twice the time has passed.
     */
    private void sendWhenDue(int number, Limits limits) {
        Schedule schedule = new Schedule(start(), limits.rate(), senders, number, setup().spins());
        long first = next[number];
        long last = first + limits.shareOf(number, senders);
        long until = limits.endOf(start());
        long latest = limits.nanos() == 0 ? until : until + limits.nanos();
        long sequence = first;
        long digest = 0;
        while (sequence < last) {
            long due = schedule.due(sequence - first);
            if (due - until >= 0 || schedule.await(due) - latest >= 0) {
                break;
            }
            digest += send(number, sequence++, due);
        }
        finish(number, first, sequence, digest);
    }

    private long send(int number, long sequence, long due) {
        long address = address(number);
        long stamp = LoadStamp.of(number, sequence);
        if (verify) {
            Content.put(address + Long.BYTES, size - Long.BYTES, stamp);
        }
        LoadStamp.put(address, stamp, due);
        channel.send(address, size);
        if (number == 0 && sequence % SHOWN_EVERY == 0) {
            reached(sequence * senders);
        }
        return LoadStamp.digest(stamp);
    }

    private void finish(int number, long first, long sequence, long digest) {
        next[number] = sequence;
        sent[number] = sequence - first;
        digests[number] = digest;
    }

    /** The end is that of the last message's turn, so that a rate that was kept is told as what it is. */
    @Override
    ControlMessage result() {
        return told;
    }
}
