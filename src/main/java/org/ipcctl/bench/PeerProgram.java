package org.ipcctl.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;

/**
 * What runs in a peer: obeys the conductor until stdin ends. The work is done by a thread of its own, because it may be
 * caught in a call that only the other peer could end; this one goes on listening, and when it returns, the process
 * ends whatever the other thread is doing.
 */
public final class PeerProgram {
    /** Seldom: it takes a CPU from the loop, and ten such moments in 10,000 round trips are their p99.9. */
    private static final Duration SHOW_PROGRESS_EVERY = Duration.ofSeconds(1);
    private static final int OPENING_SECONDS = 1;

    private final ControlChannel talk;
    private final Function<String, Transport> transports;
    private final UnaryOperator<Throwable> wording;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "measurement");
        thread.setDaemon(true);
        return thread;
    });
    private final Loops loops = new Loops();
    private Setup setup;
    private Side side;
    private Channel channel;
    private Role role;
    private volatile boolean running;

    private PeerProgram(ControlChannel talk, Function<String, Transport> transports,
                        UnaryOperator<Throwable> wording) {
        this.talk = talk;
        this.transports = transports;
        this.wording = wording;
    }

    /**
     * Obeys what comes on {@code in} and answers on {@code out} until {@code in} ends; {@code transports} has each
     * mechanism by its name, and {@code wording} gives a failure the words of its next step.
     */
    public static void serve(Fd in, Fd out, Function<String, Transport> transports,
                             UnaryOperator<Throwable> wording) {
        new PeerProgram(new ControlChannel(in, out), transports, wording).serve();
    }

    private void serve() {
        talk.say(ControlMessage.of("hello").with("version", ControlMessage.VERSION));
        long shown = 0;
        while (!talk.isOver()) {
            talk.fill(running ? Deadline.in(SHOW_PROGRESS_EVERY) : Deadline.never());
            for (ControlMessage message = talk.next(); message != null; message = talk.next()) {
                obey(message);
            }
            Role current = role;
            if (running && current != null && side == Side.SENDING && current.progress() != shown) {
                shown = current.progress();
                talk.say(ControlMessage.of("at").with("blocks", shown));
            }
        }
        leaveNoNames();
    }

    private void obey(ControlMessage message) {
        // Set here and not by the worker, or this thread would wait for the next word without a deadline.
        running = message.is("go");
        if (message.is("open")) {
            setup = Setup.of(message);
            side = Side.valueOf(message.text("side"));
        }
        worker.execute(() -> {
            try {
                talk.say(answer(message));
            } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
                talk.say(ControlMessage.fail(wording.apply(e)));
            } finally {
                running = false;
            }
        });
    }

    private ControlMessage answer(ControlMessage message) {
        switch (message.word()) {
            case "pin" -> {
                // Only this thread, the one that measures. The compiler's and the collector's stay free, for on this
                // CPU they could only run instead of it. (Once all is compiled it makes no difference: medians were the
                // same either way.)
                CpuAffinity.pin((int) message.number("cpu"));
                return ControlMessage.of("pinned");
            }
            case "controls" -> {
                return ControlLoops.measure(Pinning.of(message.text("apart")), (int) message.number("cpu"));
            }
            case "line" -> {
                return ControlMessage.of("line").with("nanos",
                        ControlLoops.line(Pinning.of(message.text("apart"))));
            }
            case "open" -> {
                channel = transport().open(side, setup);
                return ControlMessage.of("opened").with("address", channel.address());
            }
            case "join" -> {
                channel.join(message.text("address"), inherited(message.text("inherited")));
                role = side == Side.RECEIVING && transport().isLocal() ? new IdleReceiver()
                        : loops.role(side, setup, channel);
                return ControlMessage.of("ready").with("buffer", channel.bufferBytes()).with("depth", channel.depth())
                        .with("memory", role.memory());
            }
            case "go" -> {
                return measured(Limits.of(message));
            }
            case "histogram" -> {
                return ControlMessage.of("histogram").with("of", role instanceof RoundTripHistogram.Keeper keeper
                        ? RoundTripHistogram.encoded(keeper.roundTrips()) : "");
            }
            case "close" -> {
                role.close();
                channel.close();
                role = null;
                return ControlMessage.of("closed");
            }
            default -> throw new IllegalStateException("nobody says " + message.word());
        }
    }

    /** What was counted in memory that is no longer shared says nothing, nor does what failed there. */
    private ControlMessage measured(Limits limits) {
        ControlMessage result;
        try {
            result = role.run(limits);
        } catch (RuntimeException e) {
            channel.check();
            throw e;
        }
        channel.check();
        return result;
    }

    private List<Fd> inherited(String numbers) {
        return numbers.isEmpty() ? List.of()
                : Stream.of(numbers.split(",")).map(number -> Fd.borrow(Integer.parseInt(number), setup.mechanism()))
                        .toList();
    }

    private Transport transport() {
        return transports.apply(setup.mechanism());
    }

    /**
     * The conductor may have been killed while names existed; an opening that is under way is seen to its end first.
     */
    private void leaveNoNames() {
        worker.shutdown();
        try {
            if (setup != null) {
                boolean busy = role == null && !worker.awaitTermination(OPENING_SECONDS, TimeUnit.SECONDS);
                if (!busy || role == null) {
                    transport().unlink(setup);
                }
            }
        } catch (InterruptedException | KernelException nothingMoreToDo) {
            // Nobody is left who could be told.
        }
    }
}
