package org.ipcctl.cli.bench;

import java.util.List;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.format.Texts;
import org.ipcctl.result.Value;

/**
 * The bars of a table: each mechanism beside the best with blocks of the same size on CPUs shared in the same way,
 * which has a whole bar; half a bar is half as fast. A copy within one process is no competitor but the limit, and a
 * size that only one mechanism has is no race; where the table has only one mechanism, its sizes are.
 */
final class Bars {
    static final int WIDTH = 8;
    private static final String LIMIT = "(limit)";
    private static final String WHOLE = "\u2588";
    /** An eighth of a block, two eighths, ... */
    private static final String EIGHTHS = "\u258f\u258e\u258d\u258c\u258b\u258a\u2589";
    private static final int PARTS = 8;

    private final List<Measurement> competitors;
    private final boolean alone;

    /** @param some of one metric */
    Bars(List<Measurement> some) {
        competitors = some.stream().filter(m -> m.isMeasured() && !m.what().transport().isLocal()).toList();
        alone = competitors.stream().map(m -> m.what().transport()).distinct().count() == 1;
    }

    Value of(Measurement m) {
        if (!m.isMeasured()) {
            return Value.MISSING;
        } else if (m.what().transport().isLocal()) {
            return Value.of(LIMIT);
        }
        List<Measurement> race = competitors.stream().filter(other -> (alone || other.what().size() == m.what().size())
                && other.what().pinning().equals(m.what().pinning())).toList();
        if (race.size() < 2 && !alone) {
            return Value.MISSING;
        }
        double best = race.stream().mapToDouble(Bars::merit).max().orElseThrow();
        return Value.of(drawn(merit(m) / best, Texts.isUtf8()));
    }

    /** Grows with the speed. */
    private static double merit(Measurement m) {
        return m.what().metric() == Metric.LATENCY ? 1.0 / m.roundTrip(Percentile.P50)
                : m.blocksPerSecond() * m.what().size();
    }

    /** A bar is never empty, as nothing here is infinitely slow. */
    static String drawn(double share, boolean unicode) {
        if (!unicode) {
            return "#".repeat((int) Math.max(1, Math.round(share * WIDTH)));
        }
        int eighths = (int) Math.max(1, Math.round(share * WIDTH * PARTS));
        int rest = eighths % PARTS;
        return WHOLE.repeat(eighths / PARTS) + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest));
    }
}
