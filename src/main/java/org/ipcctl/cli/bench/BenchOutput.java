package org.ipcctl.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipcctl.bench.report.BenchCharts;
import org.ipcctl.bench.report.PercentileText;
import org.ipcctl.bench.report.ReportPage;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.bench.saved.SavedCase;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.UsageException;
import org.ipcctl.format.chart.Chart;
import org.ipcctl.format.chart.ChartPage;

/**
 * What a benchmark is shown by beside its tables: {@code --chart}, {@code --report}, {@code --histogram}. Each file is
 * written as a whole.
 */
sealed interface BenchOutput {
    /** Where to. */
    Path file();

    /** Why it would be empty, as a clause; null where there is something in it. */
    String lack(SavedBench bench);

    /**
     * Writes it.
     *
     * @return false where a signal has begun to end this process: then not all of it was written, and who ends the
     *         process does
     */
    boolean write(SavedBench bench);

    private static String ifNone(SavedBench bench, String what) {
        return bench.cases().stream().anyMatch(SavedCase::isMeasured) ? null
                : "there is nothing to " + what + ", because no case could be measured";
    }

    /** A page of charts; its name tells as what. */
    record Picture(Path file, boolean isSvg) implements BenchOutput {
        /** Fails where nothing could be drawn to {@code file}, before anything is measured. */
        static Picture to(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            if (!name.endsWith(".svg") && !name.endsWith(".png")) {
                throw new UsageException("--chart " + file + ": the name of a chart ends in .svg or .png");
            }
            new OutputFile(file).check();
            Picture picture = new Picture(file, name.endsWith(".svg"));
            if (!picture.isSvg) {
                // Whether this runtime can draw text as pixels shows only when it does.
                picture.pixels(new ChartPage("text", List.of()));
            }
            return picture;
        }

        @Override
        public String lack(SavedBench bench) {
            String none = ifNone(bench, "draw");
            return none == null && BenchCharts.of(bench.cases()).isEmpty()
                    ? "there is nothing to draw: it contains neither throughput nor percentiles of round "
                            + "trips"
                    : none;
        }

        @Override
        public boolean write(SavedBench bench) {
            List<Chart> charts = BenchCharts.of(bench.cases());
            ChartPage page = new ChartPage("ipcctl bench: " + ReportPage.about(bench), charts);
            return new OutputFile(file).write(isSvg ? page.svg() : pixels(page));
        }

        private byte[] pixels(ChartPage page) {
            try {
                return page.png();
            } catch (OutOfMemoryError | StackOverflowError e) {
                throw e;
            } catch (IOException | Error | RuntimeException e) {
                throw cannotDraw(e);
            }
        }

        /**
         * What a runtime without AWT, without fontconfig or without any font answers is an error of many kinds, a bare
         * Error and in Java 25 a bare RuntimeException too.
         */
        private CommandFailure cannotDraw(Throwable e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
            return new CommandFailure(ExitCode.UNSUPPORTED, file.toString(),
                    "this Java runtime cannot draw text (" + reason + ")",
                    "Draw an .svg, which needs no fonts, or install fonts and a runtime with java.desktop (Debian: "
                            + "apt install fontconfig fonts-dejavu-core openjdk-17-jre-headless).");
        }
    }

    /** A page of HTML. */
    record Report(Path file) implements BenchOutput {
        static Report to(Path file) {
            new OutputFile(file).check();
            return new Report(file);
        }

        @Override
        public String lack(SavedBench bench) {
            return ifNone(bench, "report");
        }

        @Override
        public boolean write(SavedBench bench) {
            return new OutputFile(file).write(new ReportPage(bench.only(SavedColumns.sorted(bench.cases())),
                    RepeatLine.of(bench.plan()), SavedColumns::tableOf).html());
        }
    }

    /** A directory with a file for each case of round trips. */
    record Histograms(Path file) implements BenchOutput {
        static Histograms to(Path directory) {
            if (Files.isDirectory(directory) ? !Files.isWritable(directory) : Files.exists(directory)) {
                throw Files.isDirectory(directory)
                        ? new CommandFailure(ExitCode.PERMISSION, directory.toString(),
                                "you may not create files in it", "Name another directory.")
                        : new CommandFailure(ExitCode.FAILED, directory.toString(), "it is not a directory",
                                "Name a directory; it is created if there is none.");
            } else if (!Files.exists(directory)) {
                new OutputFile(directory).check();
            }
            return new Histograms(directory);
        }

        @Override
        public String lack(SavedBench bench) {
            return bench.cases().stream().anyMatch(one -> !one.histograms().isEmpty()) ? null
                    : "there is nothing to write, because no round trips were recorded";
        }

        @Override
        public boolean write(SavedBench bench) {
            try {
                Files.createDirectories(file);
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.FAILED, file.toString(),
                        "it could not be created (" + e.getMessage() + ")", null);
            }
            for (Map.Entry<String, byte[]> each : PercentileText.of(bench.cases()).entrySet()) {
                if (!new OutputFile(file.resolve(each.getKey())).write(each.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }
}
