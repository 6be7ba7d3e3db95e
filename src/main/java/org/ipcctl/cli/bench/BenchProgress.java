package org.ipcctl.cli.bench;

import java.time.Duration;
import org.ipcctl.bench.Case;
import org.ipcctl.cli.Context;

/** One line on the terminal, written over and over and erased at the end; elsewhere a line for each case, if asked for. */
final class BenchProgress {
    private static final String ERASE = "\r\033[K";
    private static final long REDRAW_NANOS = Duration.ofMillis(90).toNanos();

    private final Context context;
    private final int cases;
    private final boolean onTerminal;
    private final boolean asLines;
    private String shown = "";
    private long drawn = System.nanoTime() - REDRAW_NANOS;
    private boolean ended;

    BenchProgress(Context context, int cases, boolean askedFor) {
        this.context = context;
        this.cases = cases;
        this.onTerminal = context.wantsProgress();
        this.asLines = !onTerminal && askedFor;
    }

    synchronized void show(int number, Case what, String phase, double fraction) {
        String head = "[" + number + "/" + cases + "] " + what;
        if (ended || !onTerminal && (!asLines || head.equals(shown))) {
            return;
        }
        if (asLines) {
            shown = head;
            context.progress(head + "\n");
            return;
        }
        String line = head + ": " + phase + (fraction > 0 ? " " + Math.round(fraction * 100) + "%" : "");
        boolean newPhase = !line.split("%")[0].equals(shown.split("%")[0]);
        if (!line.equals(shown) && (newPhase || System.nanoTime() - drawn >= REDRAW_NANOS)) {
            shown = line;
            drawn = System.nanoTime();
            context.progress(ERASE + line);
        }
    }

    /** Leaves the terminal as if nothing had been there, before anything else is written. */
    synchronized void erase() {
        if (onTerminal && !shown.isEmpty()) {
            context.progress(ERASE);
            shown = "";
        }
    }

    synchronized void end() {
        erase();
        ended = true;
    }
}
