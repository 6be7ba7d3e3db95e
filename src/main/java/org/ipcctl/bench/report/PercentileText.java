package org.ipcctl.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.ipcctl.bench.saved.SavedCase;

/**
 * Round trips as HdrHistogram's .hgrm, the text that its plotter reads: a line for each percentile, in microseconds.
 */
public final class PercentileText {
    private static final int TICKS = 5;
    private static final double MICROSECOND = 1000;

    private PercentileText() {}

    /** A file for each case whose round trips are known, by its name. */
    public static Map<String, byte[]> of(List<SavedCase> cases) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (SavedCase one : cases) {
            Histogram all = new RoundTrips(one).all();
            if (all != null) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                all.outputPercentileDistribution(new PrintStream(out, true, StandardCharsets.UTF_8), TICKS,
                        MICROSECOND);
                files.put(name(one), out.toByteArray());
            }
        }
        return files;
    }

    /** What a file of somebody else calls a mechanism is no path. */
    private static String name(SavedCase one) {
        return URLEncoder.encode(one.mechanism(), StandardCharsets.UTF_8) + "-" + one.size()
                + (one.placement() == null ? "" : "-" + one.placement()) + ".hgrm";
    }
}
