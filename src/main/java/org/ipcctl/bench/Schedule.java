package org.ipcctl.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * When the messages of one sender are due, at a rate that all senders have together: by turns, and whatever becomes of
 * those before. Who is late sends the next ones at once, and each is as late as it is against its own moment; to wait
 * for an answer first, or to count from the moment at which it is sent at last, would leave out what a user of the
 * mechanism waits for ("coordinated omission").
 */
final class Schedule {
    /** A sleep ends later than it should, by as much on a machine with nothing else to do. */
    private static final long SLEEPS_OVER = 100_000;

    private final long start;
    private final double interval;
    private final int senders;
    private final int number;
    /** Whether it may keep its CPU busy for the last moments, because nobody else needs that. */
    private final boolean spins;

    Schedule(long start, long rate, int senders, int number, boolean spins) {
        this.start = start;
        this.interval = 1e9 / rate;
        this.senders = senders;
        this.number = number;
        this.spins = spins;
    }

    /** The moment of this sender's message {@code index}, from 0. */
    long due(long index) {
        return start + (long) ((index * senders + number) * interval);
    }

    /** Returns at {@code due}, or at once where that is over; the answer is the moment of the return. */
    long await(long due) {
        long now = System.nanoTime();
        while (due - now > 0) {
            if (spins && due - now <= SLEEPS_OVER) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(due - now - (spins ? SLEEPS_OVER : 0));
            }
            now = System.nanoTime();
        }
        return now;
    }
}
