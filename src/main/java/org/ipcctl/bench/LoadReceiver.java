package org.ipcctl.bench;

import java.util.List;

/**
 * Under load, the receiving side: each of its threads takes what comes, checks it, and keeps how long it was on its
 * way. No lambda in here: it would be one of the class that {@link Loops} copies, and not of the copy.
 */
final class LoadReceiver extends CrewRole {
    private final Channel channel;
    private final int size;
    private final boolean isOnly;
    private final boolean verify;
    private final List<Arrivals> arrivals;

    LoadReceiver(Channel channel, Setup setup) {
        super(setup, setup.load().receivers(), "receiver");
        this.channel = channel;
        this.size = setup.size();
        this.isOnly = setup.load().receivers() == 1;
        this.verify = setup.verify();
        this.arrivals = Arrivals.of(setup.load().receivers(), setup.load().senders());
    }

    @Override
    void work(int number, Limits unused) {
        Arrivals own = arrivals.get(number);
        own.reset(start());
        long address = address(number);
        receiveBlock(address);
        long stamp = LoadStamp.stamp(address);
        while (!LoadStamp.isEnd(stamp)) {
            long now = System.nanoTime();
            if (verify) {
                Content.check(address + Long.BYTES, size - Long.BYTES, stamp);
            }
            own.add(stamp, now, now - LoadStamp.due(address), isOnly);
            receiveBlock(address);
            stamp = LoadStamp.stamp(address);
        }
    }

    private void receiveBlock(long address) {
        int got = channel.receive(address, size);
        while (got < size) {
            got += channel.receive(address + got, size - got);
        }
    }

    @Override
    ControlMessage result() {
        return Arrivals.told(arrivals);
    }
}
