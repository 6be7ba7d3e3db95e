package org.ipcctl.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/**
 * The two peers and the talk with both. Every wait has a deadline that a sign of life prolongs, and the
 * trouble of one peer is seen while the other is waited for.
 */
final class Pair implements AutoCloseable {
    /**
     * A peer that says nothing for so long is stuck; while it measures, it tells of its progress each second.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A JVM takes its time to start: 30 s were not enough with a hundred other processes for each CPU. */
    private static final Duration START = Duration.ofMinutes(2);
    /** Seldom: whoever looks takes a CPU from a run that needs all. */
    private static final Duration TICK = Duration.ofMillis(500);
    /** When one peer is in trouble, how long the other may take to show the cause. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Peer sending;
    private final Peer receiving;
    /** Why a mechanism's descriptors could not be made. */
    private final Map<String, KernelException> lacking;
    private String subject = "";
    private LongConsumer watcher = blocks -> {};

    private Pair(Peer sending, Peer receiving, Map<String, KernelException> lacking) {
        this.sending = sending;
        this.receiving = receiving;
        this.lacking = lacking;
    }

    /** Starts both, with what they need for all {@code transports}. */
    static Pair start(List<Transport> transports) {
        Map<String, Map<Side, List<Fd>>> inherited = new LinkedHashMap<>();
        Map<String, KernelException> lacking = new HashMap<>();
        try {
            for (Transport transport : transports) {
                try {
                    inherited.put(transport.name(), transport.descriptors());
                } catch (KernelException e) {
                    // The others can be measured all the same, if there are descriptors for their processes.
                    inherited.put(transport.name(), Map.of());
                    lacking.put(transport.name(), e);
                }
            }
            Peer sending = Peer.start(Side.SENDING, inherited);
            try {
                return new Pair(sending, Peer.start(Side.RECEIVING, inherited), lacking);
            } catch (RuntimeException e) {
                sending.kill();
                sending.close();
                throw e;
            }
        } finally {
            inherited.values().stream().flatMap(sides -> sides.values().stream()).flatMap(List::stream)
                    .forEach(Fd::close);
        }
    }

    /** Waits until both run; apart from {@link #start} so that the peers can be ended meanwhile. */
    void greet(String about) {
        subject = about;
        for (Side side : Side.values()) {
            ControlMessage hello = expect(side, "hello", START);
            if (hello.number("version") != ControlMessage.VERSION) {
                throw new BenchFailure(subject, of(side) + " speaks version " + hello.text("version")
                        + " of the control protocol, and this ipcctl version " + ControlMessage.VERSION,
                        "Reinstall ipcctl.");
            }
        }
    }

    /**
     * What messages about trouble say was going on, and who hears how far the sending side is, and that time passes
     * (-1).
     */
    void about(String what, LongConsumer progress) {
        subject = what;
        watcher = progress;
    }

    /**
     * The numbers that the descriptors of {@code transport} have in the process of {@code side}, with commas between
     * them.
     *
     * @throws KernelException where they could not be made
     */
    String inherited(Side side, Transport transport) {
        if (lacking.containsKey(transport.name())) {
            throw lacking.get(transport.name());
        }
        return of(side).inherited(transport);
    }

    void tell(Side side, ControlMessage message) {
        of(side).talk().say(message);
    }

    /** Tells both, the receiving side first, so that it is there when blocks come. */
    void tellBoth(ControlMessage message) {
        tell(Side.RECEIVING, message);
        tell(Side.SENDING, message);
    }

    /** What the round trip of a cache line between these two CPUs is, in nanoseconds. */
    double line(Pinning apart) {
        tell(Side.SENDING, ControlMessage.of("line").with("apart", apart));
        return Double.parseDouble(expect(Side.SENDING, "line").text("nanos"));
    }

    /** Waits for {@code side} to answer {@code word}. */
    ControlMessage expect(Side side, String word) {
        return expect(side, word, PATIENCE);
    }

    private ControlMessage expect(Side side, String word, Duration silence) {
        Deadline patience = Deadline.in(silence);
        while (true) {
            ControlMessage message = of(side).talk().next();
            if (message == null) {
                if (inTrouble(sending) || inTrouble(receiving)) {
                    throw trouble();
                } else if (patience.hasPassed()) {
                    throw new BenchFailure(subject,
                            of(side) + " gave no sign of life for " + silence.toSeconds() + " s", null);
                }
                listen(TICK);
                watcher.accept(-1);
            } else if (message.is("at")) {
                watcher.accept(message.number("blocks"));
                patience = patience.restarted();
            } else if (message.is("fail")) {
                throw trouble(of(side), message);
            } else if (message.is(word)) {
                return message;
            } else {
                throw new IllegalStateException(of(side) + " said " + message + " instead of " + word);
            }
        }
    }

    private Peer of(Side side) {
        return side == Side.SENDING ? sending : receiving;
    }

    private void listen(Duration atMost) {
        ControlChannel[] talks = {sending.talk(), receiving.talk()};
        Fd[] fds = {talks[0].from(), talks[1].from()};
        int[] wanted = {talks[0].hasEnded() ? 0 : Poll.IN, talks[1].hasEnded() ? 0 : Poll.IN};
        int[] ready = Poll.await(fds, wanted, Deadline.in(atMost));
        for (int i = 0; i < ready.length; i++) {
            if (ready[i] != 0) {
                talks[i].take();
            }
        }
    }

    private static boolean inTrouble(Peer peer) {
        ControlMessage next = peer.talk().peek();
        return peer.talk().isOver() || next != null && next.is("fail");
    }

    private RuntimeException trouble() {
        Peer first = inTrouble(sending) ? sending : receiving;
        return trouble(first, first.talk().next());
    }

    /**
     * A peer that died, or that knows a reason of its own, is the cause; that the other side is gone is only an effect.
     */
    private RuntimeException trouble(Peer first, ControlMessage said) {
        Peer second = first == sending ? receiving : sending;
        Deadline grace = Deadline.in(GRACE);
        while (!inTrouble(second) && isEffect(said) && !grace.hasPassed()) {
            second.talk().next();
            listen(Duration.ofMillis(grace.remainingMillis()));
        }
        ControlMessage other = inTrouble(second) ? second.talk().next() : null;
        if (said == null) {
            return new BenchFailure(subject, first.howItEnded(), null);
        } else if (isEffect(said) && second.talk().hasEnded() && other == null) {
            return new BenchFailure(subject, second.howItEnded(), null);
        } else if (isEffect(said) && other != null && !isEffect(other)) {
            return other.failure(subject);
        }
        return said.failure(subject);
    }

    private static boolean isEffect(ControlMessage failure) {
        if (failure == null || !failure.fields().containsKey("errno")) {
            return false;
        }
        long errno = failure.number("errno");
        return errno == Errno.EPIPE || errno == Errno.ECONNREFUSED || errno == Errno.ECONNRESET || errno == Errno.ESRCH;
    }

    /** Ends both at once; they are gone when this returns. */
    void kill() {
        sending.kill();
        receiving.kill();
    }

    @Override
    public void close() {
        sending.dismiss();
        receiving.dismiss();
        sending.close();
        receiving.close();
    }
}
