package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.UsageException;
import org.ipcctl.format.ChartPage;
import org.ipcctl.format.Texts;

/** The picture of {@code --chart}: throughput over block size, and the percentiles of round trips. */
final class BenchChart {
    private static final List<String> PERCENTILES = Stream.of(Percentile.values()).map(Percentile::toString).toList();
    private static final double KILO = 1000;

    private final Path file;
    private final ChartPage.Form form;

    private BenchChart(Path file, ChartPage.Form form) {
        this.file = file;
        this.form = form;
    }

    /** Fails where it could not be drawn to {@code file}, before anything is measured. */
    static BenchChart to(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        ChartPage.Form form = name.endsWith(".svg") ? ChartPage.Form.SVG : name.endsWith(".png") ? ChartPage.Form.PNG : null;
        if (form == null) {
            throw new UsageException("--chart " + file + ": the name of a chart ends in .svg or .png");
        }
        new OutputFile(file).check();
        BenchChart chart = new BenchChart(file, form);
        // Whether this runtime can draw shows only when it does.
        chart.drawn(new ChartPage("", "", List.of(new ChartPage.Chart("", "", "", List.of("", ""), BenchChart::rate,
                List.of(new ChartPage.Line("", new double[] {0, 1}, new double[] {1, 10}))))));
        return chart;
    }

    void draw(List<SavedCase> cases) {
        List<ChartPage.Chart> charts = new ArrayList<>();
        List<SavedCase> throughput = cases.stream().filter(one -> one.metric() == Metric.THROUGHPUT && one.isMeasured()).toList();
        List<SavedCase> latency = cases.stream().filter(one -> one.metric() == Metric.LATENCY && one.isMeasured()).toList();
        if (!throughput.isEmpty()) {
            charts.add(new ChartPage.Chart("throughput over block size", "block size", "throughput", null, BenchChart::rate, lines(throughput)));
        }
        for (long size : latency.stream().mapToLong(SavedCase::size).distinct().sorted().toArray()) {
            for (Placement placement : Placement.values()) {
                List<SavedCase> some = latency.stream().filter(one -> one.size() == size && one.placement() == placement).toList();
                if (!some.isEmpty()) {
                    charts.add(new ChartPage.Chart("round-trip time of " + Texts.size(size) + " blocks" + where(placement),
                            "percentile of the round trips", "time of a round trip", PERCENTILES, BenchChart::time,
                            some.stream().map(BenchChart::percentiles).toList()));
                }
            }
        }
        if (!charts.isEmpty()) {
            write(new ChartPage("ipcctl bench", subtitle(), charts));
        }
    }

    private static String where(Placement placement) {
        return switch (placement) {
            case APART -> ", between two CPUs";
            case SAME -> ", on one CPU";
            case NONE -> "";
        };
    }

    private static String subtitle() {
        Machine here = Machine.here();
        return here.cpu() + ", " + here.cpus() + " CPUs, Linux " + here.kernel() + ", Java " + here.jdk() + ", " + LocalDate.now(ZoneId.systemDefault());
    }

    private void write(ChartPage page) {
        new OutputFile(file).write(drawn(page));
    }

    private byte[] drawn(ChartPage page) {
        try {
            return page.drawn(form);
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (IOException | Error | RuntimeException e) {
            throw cannotDraw(e);
        }
    }

    /**
     * What a runtime without AWT, without fontconfig or without any font answers is an error of many kinds, a bare Error and in Java 25 a bare
     * RuntimeException too.
     */
    private CommandFailure cannotDraw(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new CommandFailure(ExitCode.UNSUPPORTED, file.toString(), "this Java runtime cannot draw text (" + reason + ")",
                "Install fonts and a runtime with java.desktop (Debian: apt install fontconfig fonts-dejavu-core openjdk-17-jre-headless), "
                        + "or keep the figures with --save.");
    }

    private static List<ChartPage.Line> lines(List<SavedCase> throughput) {
        List<ChartPage.Line> lines = new ArrayList<>();
        for (String mechanism : throughput.stream().map(SavedCase::mechanism).distinct().toList()) {
            List<SavedCase> own = throughput.stream().filter(one -> one.mechanism().equals(mechanism)).toList();
            lines.add(new ChartPage.Line(mechanism, own.stream().mapToDouble(SavedCase::size).toArray(),
                    own.stream().mapToDouble(SavedCase::median).toArray()));
        }
        return lines;
    }

    private static ChartPage.Line percentiles(SavedCase one) {
        return new ChartPage.Line(one.mechanism(), new double[] {0, 1, 2, 3, 4}, one.roundTrips().stream().mapToDouble(number -> number).toArray());
    }

    static String rate(double bytes) {
        return scaled(bytes, "B/s", "kB/s", "MB/s", "GB/s", "TB/s");
    }

    static String time(double nanos) {
        return scaled(nanos, "ns", "us", "ms", "s");
    }

    /** The axis is in powers of ten, and so are its units. */
    private static String scaled(double number, String... units) {
        double rest = number;
        int unit = 0;
        while (rest >= KILO * (1 - 1e-9) && unit < units.length - 1) {
            rest /= KILO;
            unit++;
        }
        return (rest >= 1 - 1e-9 ? Long.toString(Math.round(rest)) : Double.toString(rest)) + " " + units[unit];
    }
}
