package org.ipcctl.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * Conducts the measurements of a {@link Plan} with one pair of processes: for each case an open channel, a warm-up, and the
 * timed runs. However it ends, short of kill -9 the peers and all names are gone then; and if that comes, the peers remove
 * the names and end.
 *
 * <p>One pair and not one for each mechanism, for starting two JVMs took as long as measuring with them.
 */
public final class Bench {
    private static final int SETTLING_SIZE = 64;
    private static final Pace USUAL = new Pace(Duration.ofMillis(20), Duration.ofMillis(240), Duration.ofMillis(120));
    private static final Pace BRIEF = new Pace(Duration.ofMillis(10), Duration.ofMillis(80), Duration.ofMillis(40));

    /**
     * How a warm-up goes on that lasts until the JIT has settled.
     *
     * @param slice       of warm-up, after which is looked whether it has
     * @param longest     for a mechanism's loop, with small blocks
     * @param longestCase for each case then
     */
    private record Pace(Duration slice, Duration longest, Duration longestCase) {
    }

    private final Plan plan;
    private final Observer observer;
    private final String tag = "ipcctl-bench-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
    private final String folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().toString();
    private final Pace pace;
    /** The loops that this pair has run, as mechanism and metric. */
    private final Set<String> settled = new HashSet<>();
    /** Why a mechanism cannot be had on this machine, by its name. */
    private final Map<String, String> forbidden = new HashMap<>();
    /** Where both peers are bound to. */
    private Pinning placed = Pinning.NONE;
    private int opened;
    private int number;

    /** What has to be cleared away at any moment, by the shutdown hook too. */
    private volatile Pair pair;
    private volatile Setup named;
    private volatile Transport transport;
    private volatile boolean interrupted;
    /** Who holds it starts processes, or sees to it that no more are started. */
    private final Object starting = new Object();

    public Bench(Plan plan, Observer observer) {
        this.plan = plan;
        this.pace = plan.brief() ? BRIEF : USUAL;
        this.observer = observer;
    }

    /**
     * Runs it all.
     *
     * @throws BenchFailure    when a peer died, gave no sign of life or received what was not sent
     * @throws KernelException when the processes cannot be started
     */
    public void run() {
        ExitHook cleanUp = ExitHook.run("bench clean-up", this::interrupt);
        try {
            for (Transport each : plan.mechanisms()) {
                transport = each;
                plan.casesOf(each).forEach(this::measureOrTell);
            }
            endPeersGently();
        } catch (RuntimeException e) {
            endPeers();
            if (interrupted) {
                waitForTheEnd();
            }
            throw e;
        } finally {
            cleanUp.close();
        }
    }

    private void measureOrTell(Case what) {
        number++;
        String name = what.transport().name();
        String refusal = forbidden.containsKey(name) ? forbidden.get(name) : plan.refusal(what);
        if (refusal != null) {
            observer.measured(Measurement.refused(what, refusal));
            return;
        }
        observer.at(number, what, "starting", 0);
        if (pair == null) {
            startPair(what);
        }
        try {
            observer.measured(measure(what));
        } catch (KernelException e) {
            if (interrupted) {
                throw e;
            }
            endPeers();
            // Not its subject: that is a name of ours, of which nothing is left.
            String why = e.reason() + " (" + e.call() + ": " + Errno.name(e.errno()) + ")" + (e.hint() == null ? "" : ". " + e.hint());
            if (what.transport().isForbidden(e)) {
                forbidden.put(name, why);
            }
            observer.measured(forbidden.containsKey(name) ? Measurement.refused(what, why) : Measurement.failed(what, why));
        }
    }

    private void startPair(Case what) {
        settled.clear();
        synchronized (starting) {
            pair = interrupted ? null : Pair.start(plan.mechanisms());
        }
        if (pair == null) {
            waitForTheEnd();
        }
        placed = Pinning.NONE;
        pair.greet(what.toString());
    }

    /** A plan never mixes bound and free ones, so that nobody is to be set free again. */
    private void place(Case what) {
        Pinning wanted = what.pinning();
        if (wanted.equals(placed)) {
            return;
        }
        pair.about(what.toString(), progress -> {});
        for (Side side : Side.values()) {
            pair.tell(side, ControlMessage.of("pin").with("cpu", wanted.of(side)));
            pair.expect(side, "pinned");
        }
        placed = wanted;
    }

    private Measurement measure(Case what) {
        place(what);
        WarmupDetector warmup = new WarmupDetector();
        if (plan.warmup() == null && settled.add(what.transport().name() + what.metric())) {
            // Small blocks first: the compiler gets its many rounds of the loop, which large ones would take long to make.
            Case small = new Case(what.transport(), what.metric(), Math.min(SETTLING_SIZE, what.size()), what.pinning());
            open(small);
            warmUp(small, warmup, pace.longest(), "settling");
            close();
        }
        Conditions conditions = open(what);
        warmUp(what, warmup, plan.warmup() == null ? pace.longestCase() : plan.warmup(), "warm-up");
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i <= plan.repeat(); i++) {
            String phase = plan.repeat() == 1 ? "measuring" : "run " + i + " of " + plan.repeat();
            runs.add(go(what, new Limits(plan.count(), plan.duration() == null ? 0 : plan.duration().toNanos()), phase));
        }
        close();
        return Measurement.of(what, runs, conditions.after(warmup));
    }

    /** In slices, for at most {@code longest}; where the plan does not fix it, until the JIT has settled. */
    private void warmUp(Case what, WarmupDetector warmup, Duration longest, String phase) {
        warmup.startOver();
        long start = System.nanoTime();
        long left = longest.toNanos();
        while (left > 0 && !(plan.warmup() == null && warmup.isSettled())) {
            long slice = Math.min(left, pace.slice().toNanos());
            warmup.add(go(what, new Limits(0, slice), phase));
            left = start + longest.toNanos() - System.nanoTime();
        }
    }

    /** Both sides open their ends, in two steps because each needs to know of the other's first; then the names go. */
    private Conditions open(Case what) {
        pair.about(what.toString(), progress -> {});
        Setup setup = new Setup(what.transport().name(), what.metric(), what.size(), tag + "-" + ++opened, folder,
                plan.tuning(), plan.verify());
        named = setup;
        Map<Side, String> addresses = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            pair.tell(side, setup.asMessage("open").with("side", side.name()));
            addresses.put(side, pair.expect(side, "opened").text("address"));
        }
        for (Side side : Side.values()) {
            pair.tell(side, ControlMessage.of("join").with("address", addresses.get(side.other())).with("inherited", pair.inherited(side, what.transport())));
        }
        ControlMessage sending = pair.expect(Side.SENDING, "ready");
        Conditions conditions = Conditions.of(sending, pair.expect(Side.RECEIVING, "ready"), what.pinning(), plan.verify());
        if (!what.transport().needsNames()) {
            removeNames();
        }
        return conditions;
    }

    private Run go(Case what, Limits limits, String phase) {
        long start = System.nanoTime();
        long[] first = {-1};
        pair.about(what.toString(), blocks -> {
            first[0] = first[0] < 0 ? blocks : first[0];
            double byTime = limits.nanos() == 0 ? 0 : (double) (System.nanoTime() - start) / limits.nanos();
            double byCount = limits.count() == 0 || blocks < 0 ? 0 : (double) (blocks - first[0]) / limits.count();
            observer.at(number, what, phase, Math.min(1, Math.max(byTime, byCount)));
        });
        observer.at(number, what, phase, 0);
        pair.tellBoth(limits.asMessage());
        ControlMessage sent = pair.expect(Side.SENDING, "done");
        ControlMessage received = pair.expect(Side.RECEIVING, "done");
        if (!what.transport().isLocal() && sent.number("blocks") != received.number("blocks")) {
            throw new BenchFailure(what.toString(), sent.text("blocks") + " blocks were sent and " + received.text("blocks")
                    + " received", null);
        }
        return Run.of(what.metric(), sent, received);
    }

    private void close() {
        pair.tellBoth(ControlMessage.of("close"));
        pair.expect(Side.SENDING, "closed");
        pair.expect(Side.RECEIVING, "closed");
        if (named != null) {
            removeNames();
        }
    }

    private void removeNames() {
        transport.unlink(named);
        named = null;
    }

    private void endPeersGently() {
        Pair finished = pair;
        pair = null;
        if (finished != null) {
            finished.close();
        }
    }

    /** First the processes, then the names: a process that is still alive might create one more. */
    private void endPeers() {
        Pair running = pair;
        if (running != null) {
            running.kill();
            running.close();
            pair = null;
        }
        Setup left = named;
        try {
            if (left != null) {
                transport.unlink(left);
            }
        } catch (KernelException e) {
            // Another failure is under way, or is told in the results; the other cases are measured all the same.
            observer.leftBehind(e);
        }
        // Not before: a signal that comes meanwhile ends this thread in the midst of it, and must know what is left.
        named = null;
    }

    /** Whatever of it goes wrong, the rest is done: a result above all. */
    private void interrupt() {
        Pair running;
        synchronized (starting) {
            interrupted = true;
            running = pair;
        }
        try {
            if (running != null) {
                running.kill();
            }
            Setup left = named;
            if (left != null) {
                transport.unlink(left);
            }
        } catch (KernelException e) {
            observer.leftBehind(e);
        } finally {
            observer.interrupted();
        }
    }

    /** The JVM is shutting down: whatever this thread would say now is only about the peers that were just ended. */
    private static void waitForTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
