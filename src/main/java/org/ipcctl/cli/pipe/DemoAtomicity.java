package org.ipcctl.cli.pipe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.pipe.Atomicity;
import org.ipcctl.pipe.Pipe;
import org.ipcctl.result.Column;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe-demo atomicity}: which records of concurrent writers arrive in one piece. */
final class DemoAtomicity extends Demo<Atomicity> {
    private static final int WRITERS = 4;
    private static final int RECORDS = 500;
    /** Held in memory while the writers read it. */
    private static final long MOST_BYTES = 256 << 20;

    private final Arg<Long> writers = optOr(ValueType.integer("N", 2, Atomicity.MOST_WRITERS), (long) WRITERS,
            "Writer processes, 2 to 64.", "--writers").formerly("-w");
    private final Arg<Long> records = optOr(ValueType.integer("N", 1, 1_000_000), (long) RECORDS,
            "Records that each of them writes.", "-n", "--count").formerly("--records");
    private final Arg<Long> size = opt(ValueType.SIZE,
            "Bytes of a record; by default one size below PIPE_BUF, PIPE_BUF itself, and two above.",
            "-s", "--size");

    DemoAtomicity() {
        super(Step.schema(
                Column.detail("record_bytes", Type.SIZE, "size of a record, written by one write(2)",
                        a -> Value.of(a.size())),
                Column.detail("pipe_buf_bytes", Type.SIZE, "PIPE_BUF, up to which a write is atomic",
                        a -> Value.of(a.atomicLimit())),
                Column.detail("writers", Type.INTEGER, "processes that wrote at the same time",
                        a -> Value.of(a.writers())),
                Column.detail("records", Type.INTEGER, "records of all writers together", a -> Value.of(all(a))),
                Column.detail("torn_records", Type.INTEGER, "records with bytes of other writers inside",
                        a -> Value.of(a.torn())),
                Column.detail("interruptions", Type.INTEGER, "how often that happened, all records together",
                        a -> Value.of(a.interruptions()))));
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Each writer is a dd(1) process that writes records of one letter, each record by one write(2). The "
                        + "pipe is full before they start, and nothing is read until all of them are asleep in their "
                        + "first write, so they do write at the same time.",
                "Up to PIPE_BUF no record may be torn; if one is, the verdict is 'deviates'. Above PIPE_BUF the "
                        + "kernel may tear records but need not: the verdict is 'ok' for any number of them, as long "
                        + "as every byte arrives.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("eight writers, one byte too many",
                "ipcctl pipe-demo atomicity --writers 8 --count 1000 --size 4097"));
    }

    @Override
    Findings<Atomicity> find(Args args, Duration patience) {
        long bytes = args.get(writers) * args.get(records) * (args.get(size) == null ? largest() : args.get(size));
        if (args.get(size) != null && (args.get(size) < 1 || args.get(size) > MOST_BYTES)) {
            throw new UsageException("--size " + args.get(size) + " is outside 1 to " + MOST_BYTES);
        } else if (bytes > MOST_BYTES) {
            throw new UsageException("writers times records times size is " + Demo.size(bytes) + ", and at most "
                    + Demo.size(MOST_BYTES) + " are written");
        }
        List<Long> sizes = args.get(size) == null ? sizes() : List.of(args.get(size));
        return find(args.get(writers).intValue(), args.get(records).intValue(), sizes, patience);
    }

    static Findings<Atomicity> findAll(Duration patience) {
        return find(WRITERS, RECORDS, sizes(), patience);
    }

    private static long largest() {
        List<Long> sizes = sizes();
        return sizes.get(sizes.size() - 1);
    }

    private static List<Long> sizes() {
        try (Pipe pipe = Pipe.open()) {
            long limit = pipe.atomicLimit();
            return List.of(limit / 8, limit, limit + 1, 8 * limit);
        }
    }

    private static Findings<Atomicity> find(int writers, int records, List<Long> sizes, Duration patience) {
        List<Step<Atomicity>> steps = new ArrayList<>();
        long tornBelow = 0;
        long tornAbove = 0;
        long below = 0;
        long above = 0;
        for (long size : sizes) {
            Atomicity result = Atomicity.measure(writers, records, (int) size, patience);
            steps.add(step(result));
            if (result.isPromised()) {
                tornBelow += result.torn();
                below += (long) writers * records;
            } else {
                tornAbove += result.torn();
                above += (long) writers * records;
            }
        }
        return new Findings<>("none torn up to PIPE_BUF; above, any number",
                tornBelow + " of " + below + " torn; above, " + tornAbove + " of " + above, steps);
    }

    private static Step<Atomicity> step(Atomicity result) {
        boolean kept = result.complete() && result.blocked() == result.writers();
        String observed = result.torn() + " of " + all(result) + " torn"
                + (result.complete() ? "" : "; bytes are missing")
                + (result.blocked() == result.writers() ? "" : "; only " + result.blocked() + " writers waited");
        return new Step<>(Demo.size(result.size()) + " from " + result.writers() + " writers",
                result.isPromised() ? "none torn" : "any number torn", observed,
                kept && (!result.isPromised() || result.torn() == 0),
                result);
    }

    private static long all(Atomicity result) {
        return (long) result.writers() * result.records();
    }
}
