package org.ipcctl.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.TemporaryDirectory;

/**
 * Conducts the measurements of a {@link Plan} in rounds: in each a new pair of processes goes through all cases, with
 * an open channel, a warm-up and a timed run for each. However it ends, short of kill -9 the peers and all names are
 * gone then; and if that comes, the peers remove the names and end.
 *
 * <p>Runs of one pair agree better than two benchmarks do, for where memory lies and what the JIT made of a loop stays
 * the same as long as the processes live; and a machine that grows slower meanwhile would make the later cases slower.
 * So the runs of a case are of as many pairs, with all other cases in between. One pair for each case would take longer
 * to start than to measure.
 */
public final class Bench {
    private static final int SETTLING_SIZE = 64;
    /** Messages a second, which most mechanisms can carry. */
    private static final long HIGH_RATE = 200_000;

    /** One plan of those whose rounds alternate: a benchmark has one, a race has two. */
    private record Leg(Plan plan, Pace pace, List<Tally> tallies) {
        static Leg of(Plan plan, int number) {
            List<Tally> tallies = plan.cases().stream().map(what -> new Tally(what, number)).toList();
            return new Leg(plan, Pace.of(plan.brief()).among(tallies.size()), tallies);
        }
    }

    private final List<Leg> legs;
    /** Looked at before there is anything of this benchmark. */
    private final Environment environment = Environment.now();
    private final Observer observer;
    private final String tag = "ipcctl-bench-" + ProcessHandle.current().pid() + "-"
            + Long.toString(System.nanoTime(), 36);
    private final String folder = TemporaryDirectory.path();
    private final Controls.Collected controls = new Controls.Collected();
    private final Nearness nearness = new Nearness(apart -> this.pair.line(apart),
            length -> LockSupport.parkNanos(length.toNanos()));
    /** Where control figures are measured, whatever the plan says, so that two benchmarks have the same. */
    private final Places usual = Places.usual();
    private boolean hasControls = true;
    /** The round whose control figures are known. */
    private int controlled;
    private int round;
    private Leg leg;
    /** The loops that this pair has run, as mechanism and metric. */
    private final Set<String> settled = new HashSet<>();
    /** Why a mechanism cannot be had on this machine, by its name. */
    private final Map<String, String> forbidden = new HashMap<>();
    /** Where both peers are bound to. */
    private Pinning placed = Pinning.NONE;
    private int opened;
    private int step;

    /** What has to be cleared away at any moment, by the shutdown hook too. */
    private volatile Pair pair;
    private volatile Setup named;
    private volatile Transport transport;
    private volatile boolean interrupted;
    /** Who holds it starts processes, or sees to it that no more are started. */
    private final Object starting = new Object();

    public Bench(Plan plan, Observer observer) {
        this(List.of(plan), observer);
    }

    /** A race of several plans, which have as many rounds: in each the first one begins, or the last one, by turns. */
    public Bench(List<Plan> plans, Observer observer) {
        this.observer = observer;
        this.legs = IntStream.range(0, plans.size()).mapToObj(number -> Leg.of(plans.get(number), number)).toList();
        this.leg = legs.get(0);
    }

    /** The control figures so far; the whole when the processes have ended. */
    public Controls controls() {
        return controls.until(environment);
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
            for (round = 1; round <= leg.plan().repeat(); round++) {
                for (int turn = 0; turn < legs.size(); turn++) {
                    goThrough(legs.get(round % 2 == 1 ? turn : legs.size() - 1 - turn));
                }
            }
        } catch (RuntimeException e) {
            endPeers();
            if (interrupted) {
                waitForTheEnd();
            }
            tellAll();
            throw e;
        } finally {
            cleanUp.close();
        }
    }

    private void goThrough(Leg next) {
        leg = next;
        boolean isLast = round == leg.plan().repeat();
        for (Tally each : leg.tallies()) {
            step++;
            measureOrGiveUp(each);
            if (isLast) {
                tell(each);
            }
        }
        if (isLast && pair != null && hasControls) {
            control(leg.tallies().get(leg.tallies().size() - 1).what());
        }
        controls.addLine(nearness.endRound());
        endPeersGently();
    }

    /** That they cannot be had fails no benchmark. */
    private void control(Case what) {
        Pinning first = usual.throughput().get(0);
        Pinning apart = first.placement() == Placement.APART ? first : Pinning.NONE;
        observer.at(step, what, "control figures", 0);
        pair.about("control figures", progress -> {});
        try {
            pair.tell(Side.SENDING, ControlMessage.of("controls").with("apart", apart).with("cpu", first.sending()));
            controls.add(pair.expect(Side.SENDING, "controls"));
        } catch (KernelException | BenchFailure e) {
            if (interrupted) {
                throw e;
            }
            hasControls = false;
            // Its answer may come yet, and nobody is to take it for that to the next question.
            endPeers();
        }
    }

    private void measureOrGiveUp(Tally each) {
        Case what = each.what();
        String name = what.transport().name();
        String refusal = forbidden.containsKey(name) ? forbidden.get(name) : leg.plan().refusal(what);
        if (refusal != null) {
            each.giveUp(Measurement.refused(what, refusal));
        }
        if (each.isGivenUp()) {
            return;
        }
        transport = what.transport();
        observer.at(step, what, "starting", 0);
        if (pair == null) {
            startPair(what);
        }
        if (controlled < round && hasControls) {
            controlled = round;
            control(what);
            if (pair == null) {
                startPair(what);
            }
        }
        try {
            measure(each);
        } catch (KernelException e) {
            if (interrupted) {
                throw e;
            }
            endPeers();
            // Not its subject: that is a name of ours, of which nothing is left.
            String why = e.reason() + " (" + e.call() + ": " + Errno.name(e.errno()) + ")"
                    + (e.hint() == null ? "" : ". " + e.hint());
            if (what.transport().isForbidden(e)) {
                forbidden.put(name, why);
            }
            each.giveUp(forbidden.containsKey(name) ? Measurement.refused(what, why) : Measurement.failed(what, why));
        }
    }

    private void tell(Tally each) {
        Measurement known = each.toTell();
        if (known != null) {
            observer.measured(each.leg(), known);
        }
    }

    private void tellAll() {
        legs.forEach(each -> each.tallies().forEach(this::tell));
    }

    private void startPair(Case what) {
        settled.clear();
        synchronized (starting) {
            pair = interrupted ? null : Pair.start(leg.plan().mechanisms());
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

    private void measure(Tally each) {
        Case what = each.what();
        place(what);
        WarmupDetector warmup = new WarmupDetector();
        if (leg.plan().warmup() == null && settled.add(what.transport().name() + what.metric())) {
            // Small blocks first: the compiler gets its many rounds of the loop, which large ones would take long to
            // make.
            Case small = what.withSize(Math.min(SETTLING_SIZE, what.size()));
            open(small);
            warmUp(small, warmup, leg.pace().longest(), "settling");
            close();
        }
        Conditions conditions = open(what);
        warmUp(what, warmup, leg.plan().warmup() == null ? leg.pace().longestCase() : leg.plan().warmup(), "warm-up");
        Run run = nearness.timed(what, leg.plan().duration(), () -> timed(what));
        close();
        each.add(run, conditions.after(warmup));
    }

    private Run timed(Case what) {
        Run run = go(
                what, new Limits(leg.plan().count(),
                        leg.plan().duration() == null ? 0 : leg.plan().duration().toNanos(), what.load().rate()),
                "measuring");
        if (what.metric() == Metric.LATENCY) {
            pair.tell(Side.SENDING, ControlMessage.of("histogram"));
            run = run.keeping(pair.expect(Side.SENDING, "histogram").text("of"));
        }
        return run;
    }

    /**
     * In slices, for at most {@code longest}; where the plan does not fix it, until the JIT has settled. At a rate
     * every other slice is of a high one, which alone tells whether it has: at a low one a loop would take minutes to
     * be compiled, and at a high one what waits for the next message never runs.
     */
    private void warmUp(Case what, WarmupDetector warmup, Duration longest, String phase) {
        warmup.startOver();
        long start = System.nanoTime();
        long left = longest.toNanos();
        for (int turn = 0; left > 0 && !(leg.plan().warmup() == null && warmup.isSettled()); turn++) {
            long slice = Math.min(left, leg.pace().slice().toNanos());
            boolean slow = turn % 2 == 1 && what.load().hasRate() && what.load().rate() < HIGH_RATE;
            Run run = go(what, new Limits(0, slice,
                    slow ? what.load().rate() : what.load().hasRate() ? Math.max(HIGH_RATE, what.load().rate()) : 0),
                    phase);
            if (!slow) {
                warmup.add(run);
            }
            left = start + longest.toNanos() - System.nanoTime();
        }
    }

    /** Both sides open their ends, in two steps because each needs to know of the other's first; then the names go. */
    private Conditions open(Case what) {
        pair.about(what.toString(), progress -> {});
        Setup setup = new Setup(what.transport().name(), what.metric(), what.size(), tag + "-" + ++opened, folder,
                leg.plan().tuning(), leg.plan().verify(), what.load(), what.hasCpusForAll(Machine.here().cpus()));
        named = setup;
        Map<Side, String> addresses = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            pair.tell(side, setup.asMessage("open").with("side", side.name()));
            addresses.put(side, pair.expect(side, "opened").text("address"));
        }
        for (Side side : Side.values()) {
            pair.tell(side, ControlMessage.of("join").with("address", addresses.get(side.other())).with("inherited",
                    pair.inherited(side, what.transport())));
        }
        ControlMessage sending = pair.expect(Side.SENDING, "ready");
        Conditions conditions = Conditions.of(sending, pair.expect(Side.RECEIVING, "ready"), what.pinning(),
                leg.plan().verify(), environment);
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
            observer.at(step, what, phase, Math.min(1, Math.max(byTime, byCount)));
        });
        observer.at(step, what, phase, 0);
        pair.tellBoth(limits.asMessage());
        ControlMessage sent = pair.expect(Side.SENDING, "done");
        ControlMessage received = pair.expect(Side.RECEIVING, "done");
        if (!what.transport().isLocal() && sent.number("blocks") != received.number("blocks")) {
            throw new BenchFailure(what.toString(),
                    sent.text("blocks") + " blocks were sent and " + received.text("blocks")
                            + " received",
                    null);
        }
        return Run.of(what, sent, received);
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
            observer.allLeftBehind(e);
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
            observer.allLeftBehind(e);
        } finally {
            tellAll();
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
