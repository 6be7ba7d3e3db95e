package org.ipcctl.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Observer;
import org.ipcctl.bench.Plan;
import org.ipcctl.cli.Context;
import org.ipcctl.kernel.KernelException;

/** Hands on what the benchmark tells, and completes the output when a signal ends it. */
final class BenchWatch implements Observer {
    private final Context context;
    private final BenchReport report;
    private final BenchProgress line;
    private final Outcome outcome;
    private final Comparing comparing;
    private final int cases;
    private final int rounds;
    private int failures;

    /** Prints what became of the cases so far. */
    interface Comparing {
        void print() throws IOException;
    }

    /**
     * @param report    null where the cases are compared when all are done
     * @param comparing does that where they never will be
     */
    BenchWatch(Context context, BenchReport report, BenchProgress line, Outcome outcome, Comparing comparing,
               Plan plan) {
        this.context = context;
        this.report = report;
        this.line = line;
        this.outcome = outcome;
        this.comparing = comparing;
        this.cases = plan.cases().size();
        this.rounds = plan.repeat();
    }

    @Override
    public void at(int step, Case what, String phase, double fraction) {
        line.show(step, what, phase, fraction);
    }

    @Override
    public void measured(Measurement measurement) {
        failures += measurement.isFailed() ? 1 : 0;
        line.erase();
        outcome.add(measurement);
        try {
            if (report != null) {
                report.add(measurement);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many cases could not be set up. */
    int failures() {
        return failures;
    }

    @Override
    public void leftBehind(KernelException failure) {
        line.end();
        context.failed(failure);
    }

    @Override
    public void interrupted() {
        line.end();
        outcome.brokenOff();
        try {
            if (report != null) {
                report.end();
            } else if (outcome.count() > 0) {
                comparing.print();
            }
            context.out().flush();
        } catch (IOException nobodyReads) {
            return;
        }
        context.warn("interrupted: these are " + outcome.count() + " of " + cases + " cases"
                + (rounds == 1 || outcome.count() == 0 ? "."
                        : ", after " + outcome.leastRounds() + " of " + rounds + " whole rounds."));
    }
}
