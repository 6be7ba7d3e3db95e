package org.ipcctl.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * Conducts the measurements of a {@link Plan}: for each mechanism a fresh pair of processes, for each case an open
 * channel, a warm-up, and the timed runs. However it ends, short of kill -9 the peers and all names are gone then; and if
 * that comes, the peers remove the names and end.
 */
public final class Bench {
    /** Long enough for the compiler to have settled on the loop, as small blocks make many rounds of it. */
    private static final Duration SETTLING = Duration.ofMillis(150);
    private static final Duration BRIEF_SETTLING = Duration.ofMillis(60);
    private static final int SETTLING_SIZE = 64;

    private final Plan plan;
    private final Observer observer;
    private final String tag = "ipcctl-bench-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
    private final String folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().toString();
    private int opened;
    private int number;

    /** What has to be cleared away at any moment, by the shutdown hook too. */
    private volatile Pair pair;
    private volatile Setup named;
    private volatile Transport transport;
    private volatile boolean interrupted;

    public Bench(Plan plan, Observer observer) {
        this.plan = plan;
        this.observer = observer;
    }

    /**
     * Runs it all.
     *
     * @throws BenchFailure    when a peer died, gave no sign of life or received what was not sent
     * @throws KernelException when the processes cannot be started
     */
    public void run() {
        Thread hook = new Thread(this::interrupt, "bench clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (Transport each : plan.mechanisms()) {
                transport = each;
                measureAll(each);
            }
        } catch (RuntimeException e) {
            endPeers();
            if (interrupted) {
                waitForTheEnd();
            }
            throw e;
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itIsRunning) {
            // A signal came at the last moment; there is nothing left for it to clear away.
        }
    }

    private void measureAll(Transport each) {
        Set<Metric> settled = new HashSet<>();
        for (Case what : plan.casesOf(each)) {
            number++;
            String refusal = what.refusal();
            if (refusal != null) {
                observer.measured(Measurement.refused(what, refusal));
                continue;
            }
            observer.at(number, what, "starting", 0);
            if (pair == null) {
                startPair(what);
                settled.clear();
            }
            if (settled.add(what.metric())) {
                settle(what);
            }
            observer.measured(measure(what));
        }
        Pair finished = pair;
        pair = null;
        if (finished != null) {
            finished.close();
        }
    }

    private void startPair(Case what) {
        pair = Pair.start(what.transport());
        pair.greet(what.toString());
        for (Side side : Side.values()) {
            if (plan.pinning().of(side) >= 0) {
                pair.tell(side, Message.of("pin").with("cpu", plan.pinning().of(side)));
                pair.expect(side, "pinned");
            }
        }
    }

    /** Small blocks first: the compiler gets its many rounds of the loop, which large ones would take long to make. */
    private void settle(Case what) {
        Case small = new Case(what.transport(), what.metric(), Math.min(SETTLING_SIZE, what.size()));
        try {
            open(small);
            go(small, new Limits(0, (plan.brief() ? BRIEF_SETTLING : SETTLING).toNanos()), "settling");
            close();
        } catch (KernelException e) {
            // The case itself meets the same trouble, and tells.
            endPeers();
            startPair(what);
        }
    }

    private Measurement measure(Case what) {
        Conditions conditions;
        try {
            conditions = open(what);
        } catch (KernelException e) {
            endPeers();
            // Not its subject: that is a name of ours, of which nothing is left.
            return Measurement.failed(what, e.reason() + " (" + e.call() + ": " + Errno.name(e.errno()) + ")"
                    + (e.hint() == null ? "" : ". " + e.hint()));
        }
        if (!plan.warmup().isZero()) {
            go(what, new Limits(plan.count(), plan.warmup().toNanos()), "warm-up");
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i <= plan.repeat(); i++) {
            String phase = plan.repeat() == 1 ? "measuring" : "run " + i + " of " + plan.repeat();
            runs.add(go(what, new Limits(plan.count(), plan.duration() == null ? 0 : plan.duration().toNanos()), phase));
        }
        close();
        return Measurement.of(what, runs, conditions);
    }

    /** Both sides open their ends, in two steps because each needs the other's first; then the names go. */
    private Conditions open(Case what) {
        pair.about(what.toString(), progress -> { });
        Setup setup = new Setup(what.transport().name(), what.metric(), what.size(), tag + "-" + ++opened, folder, "", plan.tuning());
        named = setup;
        pair.tell(Side.SENDING, setup.asMessage("open").with("side", Side.SENDING.name()));
        String address = pair.expect(Side.SENDING, "opened").text("address");
        pair.tell(Side.RECEIVING, setup.at(address).asMessage("open").with("side", Side.RECEIVING.name()));
        pair.expect(Side.RECEIVING, "opened");
        pair.tellBoth(Message.of("join"));
        Message sending = pair.expect(Side.SENDING, "ready");
        Conditions conditions = Conditions.of(sending, pair.expect(Side.RECEIVING, "ready"), plan.pinning());
        what.transport().unlink(setup);
        named = null;
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
        Message sent = pair.expect(Side.SENDING, "done");
        Message received = pair.expect(Side.RECEIVING, "done");
        if (!what.transport().isLocal() && sent.number("blocks") != received.number("blocks")) {
            throw new BenchFailure(what.toString(), sent.text("blocks") + " blocks were sent and " + received.text("blocks")
                    + " received", null);
        }
        return Run.of(what.metric(), sent, received);
    }

    private void close() {
        pair.tellBoth(Message.of("close"));
        pair.expect(Side.SENDING, "closed");
        pair.expect(Side.RECEIVING, "closed");
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
        if (left != null) {
            transport.unlink(left);
            named = null;
        }
    }

    private void interrupt() {
        interrupted = true;
        Pair running = pair;
        if (running != null) {
            running.kill();
        }
        Setup left = named;
        if (left != null) {
            transport.unlink(left);
        }
        observer.interrupted();
    }

    /** The JVM is shutting down: whatever this thread would say now is only about the peers that were just ended. */
    private static void waitForTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
