package org.ipcctl.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.saved.SavedBench;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;

/** All of them that a command line asks for. */
final class BenchOutputs {
    private final List<BenchOutput> all;
    /** Of one that was not written, for there was nothing in it. */
    private CommandFailure lack;

    BenchOutputs(List<BenchOutput> all) {
        this.all = List.copyOf(all);
    }

    /** Looks first whether what is to be written can be. */
    static BenchOutputs of(Args args, Arg<String> chart, Arg<String> report, Arg<String> histogram) {
        List<BenchOutput> all = new ArrayList<>();
        if (args.has(chart)) {
            all.add(BenchOutput.Picture.to(Path.of(args.get(chart))));
        }
        if (args.has(report)) {
            all.add(BenchOutput.Report.to(Path.of(args.get(report))));
        }
        if (args.has(histogram)) {
            all.add(BenchOutput.Histograms.to(Path.of(args.get(histogram))));
        }
        return new BenchOutputs(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Fails where {@code plan} can bring nothing for one of them, for nobody would like to wait for that. */
    void check(Plan plan) {
        for (BenchOutput each : all) {
            if (each instanceof BenchOutput.Histograms && !plan.metrics().contains(Metric.LATENCY)) {
                throw new CommandFailure(ExitCode.FAILED, each.file().toString(),
                        "there is nothing to write, because only throughput is to be measured",
                        "Measure round trips with --metric latency, or both with --metric all.");
            }
        }
    }

    /** Writes those in which there is something; false as {@link BenchOutput#write} tells it. */
    boolean write(SavedBench bench) {
        for (BenchOutput each : all) {
            String empty = each.lack(bench);
            if (empty == null && !each.write(bench)) {
                return false;
            } else if (empty != null && lack == null) {
                lack = new CommandFailure(ExitCode.FAILED, each.file().toString(), empty, null);
            }
        }
        return true;
    }

    /** @throws CommandFailure where one of them was not written */
    void requireAll() {
        if (lack != null) {
            throw lack;
        }
    }

    /** Refuses two options that name one file. */
    static void distinct(Args args, List<Arg<String>> options) {
        for (int i = 0; i < options.size(); i++) {
            for (Arg<String> other : options.subList(0, i)) {
                if (args.has(options.get(i)) && args.has(other)
                        && normal(args.get(options.get(i))).equals(normal(args.get(other)))) {
                    throw new UsageException(
                            other.longestName() + " and " + options.get(i).longestName() + " name the same file");
                }
            }
        }
    }

    private static Path normal(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }
}
