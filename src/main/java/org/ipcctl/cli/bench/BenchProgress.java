package org.ipcctl.cli.bench;

import java.time.Duration;
import java.util.List;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Plan;
import org.ipcctl.cli.Context;

/**
 * One line on the terminal, written over and over and erased at the end; elsewhere a line for each step, if asked for.
 */
final class BenchProgress {
    private static final String ERASE = "\r\033[K";
    private static final long REDRAW_NANOS = Duration.ofMillis(90).toNanos();
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private static final int STEPS_TO_JUDGE_BY = 4;

    private final Context context;
    private final int cases;
    private final int rounds;
    private final boolean onTerminal;
    private final boolean asLines;
    private String shown = "";
    private long drawn = System.nanoTime() - REDRAW_NANOS;
    private final Duration expected;
    private final long began = System.nanoTime();
    private boolean ended;

    /** @param plans that have as many rounds */
    BenchProgress(Context context, List<Plan> plans, boolean askedFor) {
        this.context = context;
        this.cases = plans.stream().mapToInt(plan -> plan.cases().size()).sum();
        this.rounds = plans.get(0).repeat();
        this.expected = plans.stream().anyMatch(plan -> plan.expected() == null) ? null
                : plans.stream().map(Plan::expected).reduce(Duration.ZERO, Duration::plus);
        this.onTerminal = context.wantsProgress();
        this.asLines = !onTerminal && askedFor;
    }

    synchronized void show(int step, Case what, String phase, double fraction) {
        String head = "[" + step + "/" + cases * rounds + "] "
                + (rounds == 1 ? "" : "round " + ((step - 1) / cases + 1) + ": ") + what;
        if (ended || !onTerminal && (!asLines || head.equals(shown))) {
            return;
        }
        if (asLines) {
            shown = head;
            context.draw(head + "\n", Duration.ZERO);
            return;
        }
        String line = head + ": " + phase + (fraction > 0 ? " " + Math.round(fraction * 100) + "%" : "") + left(step);
        boolean newPhase = !line.split("%")[0].equals(shown.split("%")[0]);
        if (!line.equals(shown) && (newPhase || System.nanoTime() - drawn >= REDRAW_NANOS)) {
            shown = line;
            drawn = System.nanoTime();
            context.draw(ERASE + line, Duration.ZERO);
        }
    }

    /** What the steps so far took tells most; before the first ones are done, what the plan expects. */
    private String left(int step) {
        long elapsed = System.nanoTime() - began;
        int done = step - 1;
        if (done < STEPS_TO_JUDGE_BY && expected == null) {
            return "";
        }
        long all = done < STEPS_TO_JUDGE_BY ? expected.toNanos() : elapsed / done * cases * rounds;
        return ", " + Math.max(1, Math.round((all - elapsed) / 1e9)) + " s left";
    }

    /** Leaves the terminal as if nothing had been there, before anything else is written. */
    synchronized void erase() {
        if (onTerminal && !shown.isEmpty()) {
            context.draw(ERASE, LAST_PATIENCE);
            shown = "";
        }
    }

    synchronized void end() {
        erase();
        ended = true;
    }
}
