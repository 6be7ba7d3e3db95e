package org.ipcctl.sock;

import org.ipcctl.kernel.Deadline;

/**
 * How long to try to reach somebody at an address.
 *
 * @param limit   of each wait, be it for somebody to listen or for room among those who wait to be accepted; its end is
 *                a timeout
 * @param retrial until when an address where nobody listens is tried again, and where it is said then that nobody does;
 *                null where {@code limit} alone says how long
 */
public record ConnectRetry(Deadline limit, Deadline retrial) {
    /** Tries once, and waits for nothing. */
    public static ConnectRetry none() {
        return new ConnectRetry(Deadline.once(), null);
    }

    /** Waits until {@code limit}, which is a timeout; never ending it is no wait for somebody to listen at all. */
    public static ConnectRetry until(Deadline limit) {
        return new ConnectRetry(limit, null);
    }

    /** Tries for somebody to listen until {@code retrial}, and waits otherwise until {@code limit}. */
    public static ConnectRetry retrying(Deadline retrial, Deadline limit) {
        return new ConnectRetry(limit, retrial);
    }

    /** Whether it is worth trying again where nobody listens. */
    boolean isLeft() {
        return retrial != null ? !retrial.hasPassed() && !limit.hasPassed() : limit.isBounded() && !limit.hasPassed();
    }

    /** Whether somebody to listen was waited for until the limit, so that this is a timeout. */
    boolean isTimeout() {
        return limit.isBounded() && !limit.isOnce() && limit.hasPassed() && (retrial == null || !retrial.hasPassed());
    }
}
