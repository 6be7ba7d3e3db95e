package org.ipcctl.bench;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import org.ipcctl.kernel.BareCall;
import org.ipcctl.kernel.CpuAffinity;
import org.ipcctl.kernel.Futex;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;

/**
 * Measures each {@link Control} in a peer, on threads of its own, for those that measure mechanisms keep their CPUs.
 * Each is the median of many samples within some milliseconds, so what interrupts one of them does not count.
 */
final class ControlLoops {
    private static final long SAMPLING = Duration.ofMillis(8).toNanos();
    /** The JIT compiles the stub of syscall(2) meanwhile. */
    private static final long WARMUP = Duration.ofMillis(15).toNanos();
    /** Of the round trips beside each run, of which the JIT has seen many by then. */
    private static final long SHORT_WARMUP = Duration.ofMillis(1).toNanos();
    private static final long SHORT_SAMPLING = Duration.ofMillis(2).toNanos();
    private static final int MOST_SAMPLES = 1 << 12;
    /** On a busy machine they may take longer than the time for them; some times longer at most. */
    private static final int FEWEST_SAMPLES = 32;
    private static final int PATIENCE = 10;
    private static final int CALLS = 64;
    private static final int CACHED = 1 << 16;
    private static final int LINE = 128;
    /**
     * More than what caches of a core hold, and with the copy more than most processors' last ones give to one of them.
     */
    private static final int LARGE = 32 << 20;
    private static final int CHUNK = 1 << 20;
    private static final int OVER = -1;

    private ControlLoops() {}

    /** What is measured again and again. */
    private interface Sample {
        void take();
    }

    /** Work of a thread that may fail. */
    private static final class Worker extends Thread {
        private final Runnable work;
        private volatile Throwable failure;

        Worker(String name, int cpu, Runnable work) {
            super(name);
            this.work = () -> {
                CpuAffinity.pin(cpu);
                work.run();
            };
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (RuntimeException | OutOfMemoryError e) {
                failure = e;
            }
        }

        void end() {
            try {
                join();
            } catch (InterruptedException nobodyDoesThat) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            } else if (failure instanceof Error e) {
                throw e;
            }
        }
    }

    /**
     * All of them, as the {@code controls} message.
     *
     * @param apart two CPUs, or none where only one may be used
     * @param cpu   where all that needs but one is measured
     */
    static ControlMessage measure(Pinning apart, int cpu) {
        double[] figures = new double[Control.values().length];
        Arrays.fill(figures, Double.NaN);
        new Worker("controls", cpu, () -> {
            figures[Control.SYSCALL.ordinal()] = timed(WARMUP, () -> BareCall.make(CALLS)) / CALLS;
            figures[Control.COPY_CACHED.ordinal()] = copy(CACHED, CACHED);
            figures[Control.COPY_UNCACHED.ordinal()] = copy(LARGE, CHUNK);
        }).end();
        figures[Control.FUTEX_SAME.ordinal()] = roundTrip(new Pinning(cpu, cpu), SLEEPING, WARMUP / 3, SAMPLING);
        if (!apart.isNone()) {
            figures[Control.FUTEX_APART.ordinal()] = roundTrip(apart, SLEEPING, WARMUP / 3, SAMPLING);
            figures[Control.LINE_APART.ordinal()] = roundTrip(apart, SPINNING, WARMUP, SAMPLING);
        }
        ControlMessage all = ControlMessage.of("controls");
        for (Control one : Control.values()) {
            double figure = figures[one.ordinal()];
            all = Double.isNaN(figure) ? all : all.with(one.id(), Math.rint(figure * 10) / 10);
        }
        return all;
    }

    /** {@link Control#LINE_APART} alone, between the CPUs {@code apart}, in nanoseconds, and in a few milliseconds. */
    static double line(Pinning apart) {
        return Math.rint(roundTrip(apart, SPINNING, SHORT_WARMUP, SHORT_SAMPLING) * 10) / 10;
    }

    private static double timed(long warmup, Sample sample) {
        return timed(warmup, SAMPLING, sample);
    }

    /**
     * The median, in nanoseconds, of what {@code sample} takes in {@code sampling}, when it has been repeated for
     * {@code warmup}.
     */
    private static double timed(long warmup, long sampling, Sample sample) {
        double[] samples = new double[MOST_SAMPLES];
        int count = 0;
        long begin = System.nanoTime();
        long before = begin;
        do {
            sample.take();
            long now = System.nanoTime();
            if (now - begin >= warmup) {
                samples[count++ % MOST_SAMPLES] = now - before;
            }
            before = System.nanoTime();
        } while (count == 0 || before - begin < warmup + (count < FEWEST_SAMPLES ? PATIENCE : 1) * sampling);
        return median(Arrays.copyOf(samples, Math.min(count, MOST_SAMPLES)));
    }

    private static double median(double[] samples) {
        Arrays.sort(samples);
        return Measurement.median(samples);
    }

    /** The median of copying {@code chunk} bytes, all over {@code area} bytes of new memory. */
    private static double copy(int area, int chunk) {
        try (NativeMemory from = NativeMemory.allocate(area + LINE);
             NativeMemory to = NativeMemory.allocate(area + LINE)) {
            RawMemory.fill(from.address(), area, (byte) 1);
            RawMemory.fill(to.address(), area, (byte) 2);
            int[] at = {0};
            return timed(0, () -> {
                RawMemory.copy(from.address() + at[0], to.address() + at[0], chunk);
                at[0] = (at[0] + chunk) % area;
            });
        }
    }

    /** How two sides hand over to each other. */
    private interface Handover {
        void say(long word, int number);

        /** What a side does while {@code word} is still {@code now}. */
        void rest(long word, int now);
    }

    private static final Handover SLEEPING = new Handover() {
        @Override
        public void say(long word, int number) {
            RawMemory.putInt(word, number);
            Futex.wakeOne(word);
        }

        @Override
        public void rest(long word, int now) {
            Futex.await(word, now);
        }
    };

    /** No call of it leaves the two processors. */
    private static final Handover SPINNING = new Handover() {
        @Override
        public void say(long word, int number) {
            VarHandle.releaseFence();
            RawMemory.putInt(word, number);
        }

        @Override
        public void rest(long word, int now) {
            Thread.onSpinWait();
            // Else the JIT would read the word but once.
            VarHandle.acquireFence();
        }
    };

    /** Two threads take turns; each waits for the number that the other has reached. */
    private static double roundTrip(Pinning where, Handover by, long warmup, long sampling) {
        try (NativeMemory memory = NativeMemory.allocate(3 * LINE)) {
            long question = (memory.address() + LINE - 1) / LINE * LINE;
            long answer = question + LINE;
            double[] median = new double[1];
            Worker answering = new Worker("control, answering", where.receiving(), () -> {
                for (int number = 1; await(question, number, by); number++) {
                    by.say(answer, number);
                }
            });
            Worker asking = new Worker("control, asking", where.sending(), () -> {
                int[] number = {0};
                try {
                    median[0] = timed(warmup, sampling, () -> {
                        by.say(question, ++number[0]);
                        await(answer, number[0], by);
                    });
                } finally {
                    by.say(question, OVER);
                }
            });
            try {
                asking.end();
            } finally {
                by.say(question, OVER);
                answering.end();
            }
            return median[0];
        }
    }

    /** Whether the other side reached {@code number}, and not its end. */
    private static boolean await(long word, int number, Handover by) {
        int now = RawMemory.getInt(word);
        while (now != number && now != OVER) {
            by.rest(word, now);
            now = RawMemory.getInt(word);
        }
        return now == number;
    }
}
