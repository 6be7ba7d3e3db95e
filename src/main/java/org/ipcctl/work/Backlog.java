package org.ipcctl.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;

/**
 * Claims that nobody is at work on: of messages that are to be tried again, that others have left, or that failed for
 * good and have nowhere to go yet.
 */
final class Backlog {
    /** How often it looks for claims that others have left. */
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** How soon it tries again where there was no room for a message that failed. */
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** More of them, and no further message is to be taken: who fails at all must not empty the queue into files. */
    private static final int MOST = 1000;

    /**
     * One of them.
     *
     * @param due      when it is to be looked at again
     * @param begun    whether this process has worked on it
     * @param hopeless whether it failed for good, and only waits for room in the queue that such messages go to
     */
    private record Waiting(String path, Deadline due, boolean begun, boolean hopeless) {
    }

    /**
     * One whose time has come.
     *
     * @param again whether this process has worked on it before
     */
    record Due(Claim claim, boolean again) {
    }

    private final ClaimDirectory claims;
    private final Failures failures;
    private final Terms terms;
    private final Workers.Listener listener;
    private final List<Waiting> waiting = new ArrayList<>();
    /** Jobs of others, who were killed, that still run. */
    private long orphans;
    private Deadline nextLook = Deadline.in(Duration.ZERO);

    Backlog(ClaimDirectory claims, Failures failures, Terms terms, Workers.Listener listener) {
        this.claims = claims;
        this.failures = failures;
        this.terms = terms;
        this.listener = listener;
    }

    int size() {
        return waiting.size();
    }

    boolean isFull() {
        return waiting.stream().filter(one -> !one.hopeless()).count() >= MOST;
    }

    /**
     * Whether there is something to wait for before it can be said that all is done.
     *
     * @param others whether messages count that this process has not worked on
     */
    boolean isPending(boolean others) {
        return others && orphans > 0 || waiting.stream().anyMatch(one -> isWork(one, others));
    }

    private static boolean isWork(Waiting one, boolean others) {
        return !one.hopeless() && (one.begun() || others);
    }

    /**
     * When there is something to be done here; never where there is nothing.
     *
     * @param free whether somebody is there to work
     */
    Deadline next(boolean free, boolean others) {
        Deadline next = free ? nextLook : Deadline.never();
        for (Waiting one : waiting) {
            if (one.hopeless() || free && isWork(one, others)) {
                next = one.due().remainingNanos() < next.remainingNanos() ? one.due() : next;
            }
        }
        return next;
    }

    /**
     * Puts {@code claim} aside, which this process has worked on, for another attempt, or with {@code hopeless} for
     * none.
     */
    void add(Claim claim, Deadline due, boolean hopeless) {
        claim.close();
        waiting.add(new Waiting(claim.path(), due, true, hopeless));
    }

    /** As above, for when there may be room again. */
    void addHopeless(Claim claim) {
        add(claim, Deadline.in(AGAIN), true);
    }

    /** Takes over what others have left, every now and then. */
    void look() {
        if (!nextLook.hasPassed()) {
            return;
        }
        nextLook = Deadline.in(LOOK);
        ClaimDirectory.Left left = claims.takeOver(terms.least());
        orphans = left.atWork();
        for (Claim claim : left.claims()) {
            try (claim) {
                if (claim.isFound() && claim.attempts() == 0) {
                    listener.told("the length of a message of " + claim.length()
                            + " bytes was determined afterwards, because its receiver was killed at that very "
                            + "moment; if it ends with bytes from 0xF5 to 0xFE, it may have been longer");
                }
                boolean hopeless = claim.state() == Claim.State.FAILED;
                waiting.add(new Waiting(claim.path(),
                        Deadline.in(hopeless || claim.failures() == 0 ? Duration.ZERO : rest(claim.due())), false,
                        hopeless));
            }
        }
    }

    /** By a clock that was set back it would be years. */
    private Duration rest(Instant due) {
        Duration rest = Duration.between(Instant.now(), due);
        return rest.isNegative() ? Duration.ZERO : rest.compareTo(terms.retryDelay()) > 0 ? terms.retryDelay() : rest;
    }

    /** Takes one out that is due; null where none is. */
    Due poll(boolean others) {
        for (Waiting one : List.copyOf(waiting)) {
            if (isWork(one, others) && one.due().hasPassed()) {
                waiting.remove(one);
                Claim claim = reopened(one);
                if (claim != null) {
                    return new Due(claim, one.begun());
                }
            }
        }
        return null;
    }

    /** Null where somebody has spoilt it, of which the user is told. */
    private Claim reopened(Waiting one) {
        try {
            return claims.open(one.path());
        } catch (KernelException e) {
            if (e.isShortage()) {
                throw e;
            }
            listener.complain(e);
            return null;
        }
    }

    /** Has those go where they belong that failed for good, as far as there is room. */
    void sendHopeless() {
        boolean full = false;
        for (Waiting one : List.copyOf(waiting)) {
            if (one.hopeless() && one.due().hasPassed()) {
                waiting.remove(one);
                full = full || !send(one);
                if (full) {
                    waiting.add(new Waiting(one.path(), Deadline.in(AGAIN), one.begun(), true));
                }
            }
        }
    }

    /** False where there is no room. */
    private boolean send(Waiting one) {
        Claim claim = reopened(one);
        if (claim == null) {
            return true;
        }
        try (claim) {
            String reason = claim.reason();
            String target = failures.take(claim);
            if (target != null) {
                claims.remove(claim);
                listener.told("a message that had failed (" + reason + ") is in " + target + " now");
            }
            return target != null;
        }
    }
}
