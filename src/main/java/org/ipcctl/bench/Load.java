package org.ipcctl.bench;

/**
 * Who sends and receives in a case under load, and how often.
 *
 * @param senders   threads of the sending side
 * @param receivers threads of the receiving side
 * @param rate      messages a second of all senders together, each sent when it is due; 0 for as many as get through
 */
public record Load(int senders, int receivers, long rate) {
    /** Senders, or receivers. */
    public static final int MOST_THREADS = 64;
    /** Messages a second: one a nanosecond. */
    public static final long HIGHEST_RATE = 1_000_000_000;
    /** One sender and one receiver, without a rate: also what every case is that is not under load. */
    public static final Load PLAIN = new Load(1, 1, 0);

    /** Whether there is more than one of either. */
    public boolean isShared() {
        return senders > 1 || receivers > 1;
    }

    public boolean hasRate() {
        return rate > 0;
    }

    /** In messages: {@code 4 senders, 1 receiver, 1000 a second}. */
    @Override
    public String toString() {
        return number(senders, "sender") + ", " + number(receivers, "receiver")
                + (hasRate() ? ", " + rate + " a second" : "");
    }

    /** {@code 1 sender}, {@code 2 senders}. */
    public static String number(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
