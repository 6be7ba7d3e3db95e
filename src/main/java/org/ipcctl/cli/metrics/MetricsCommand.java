package org.ipcctl.cli.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.host.Kinds;
import org.ipcctl.host.Metrics;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.metrics.Exposition;
import org.ipcctl.metrics.MetricsServer;
import org.ipcctl.metrics.Scrape;

/** {@code ipcctl metrics}. */
final class MetricsCommand extends Command {
    private static final long MOST_SERIES = 1000;
    /** node_exporter runs as a user of its own. */
    private static final int MODE = 0644;
    private static final String KINDS = String.join(", ", Metrics.ALL.stream().map(MetricSource::word).toList());

    private final Arg<KindList> kinds = opt(KindList.KIND,
            "Only the metrics of these, separated by commas: " + KINDS + " (all).", "--kind").formerly("-k");
    private final Arg<Long> most = optOr(ValueType.integer("N", 1, 1_000_000), MOST_SERIES,
            "At most N series of each metric: the objects with the highest values first, then by name.",
            "--max-series");
    private final Arg<String> output = opt(OutputFile.NAME,
            "Write to FILE, which is replaced as a whole, so that readers never see half of it.",
            "--output").formerly("-o");
    private final Arg<Endpoint> listen = opt(Endpoint.KIND,
            "Serve http://ADDR:PORT/metrics until a signal arrives, and print that address; port 0 selects a free "
                    + "port.",
            "--listen");
    private final Arg<Boolean> remote = flag("Let --listen use an address that other hosts can reach.", "--remote");

    /** Kinds, in their order, each once. */
    private record KindList(List<MetricSource> sources) {
        static final ValueType<KindList> KIND = ValueType.custom("LIST", KindList.class, KindList::parse)
                .offering(Metrics.ALL.stream().map(MetricSource::word).toList());

        static KindList parse(String text) {
            Set<MetricSource> chosen = new LinkedHashSet<>();
            for (String word : text.split(",", -1)) {
                MetricSource source = Metrics.find(word.strip());
                if (source == null) {
                    throw new IllegalArgumentException("has '" + word + "', which is not one of " + KINDS);
                }
                chosen.add(source);
            }
            return new KindList(List.copyOf(chosen));
        }
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Prints the current state as OpenMetrics text, which Prometheus, node_exporter's textfile collector "
                        + "and promtool read. All metrics are gauges. Use --output, started by a timer, for the "
                        + "textfile collector; with --listen Prometheus asks ipcctl itself, and each request gets "
                        + "fresh values.",
                "What this user may not see is missing, and never 0. A message on standard error says so once, and "
                        + "ipcctl_complete is 0 for that kind; root sees all. ipcctl_omitted_objects counts what "
                        + "--max-series leaves out.");
    }

    @Override
    protected Map<String, String> terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        for (MetricSource source : Metrics.ALL) {
            source.sets().forEach(set -> addTerms(set, terms));
        }
        Exposition.OWN.forEach(set -> addTerms(set, terms));
        return terms;
    }

    private static void addTerms(MetricSet<?> set, Map<String, String> terms) {
        String labels = String.join(", ", set.labels().stream().map(MetricSet.Label::name).toList());
        set.metrics().forEach(metric -> terms
                .put(Exposition.PREFIX + metric.name() + (labels.isEmpty() ? "" : "{" + labels + "}"), metric.help()));
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("how full each queue is", "ipcctl metrics --kind mq | grep '^ipcctl_mq_messages'")
                        .after("ipcctl mq create jobs"),
                new Example("every minute, for node_exporter --collector.textfile.directory=/tmp/textfile",
                        "ipcctl metrics --output /tmp/textfile/ipcctl.prom")
                        .after("mkdir /tmp/textfile"),
                new Example("for Prometheus, with 127.0.0.1:9477 among its targets",
                        "ipcctl metrics --listen 127.0.0.1:9477")
                        .after("{ until (: </dev/tcp/127.0.0.1/9477) 2>/dev/null; do sleep 0.02; done; interrupt; } &")
                        .exits(ExitCode.INTERRUPTED));
    }

    @Override
    protected Map<String, String> files() {
        Map<String, String> all = Kinds.filesOfAll();
        all.put("/proc/sys/fs, /proc/sys/kernel, /proc/sys/net", "The kernel's limits (sysctl(8)).");
        return all;
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.has(output) && args.has(listen)) {
            throw new UsageException("--output and --listen cannot be combined");
        } else if (args.has(remote) && !args.has(listen)) {
            throw new UsageException("--remote is for --listen");
        }
        Exposition exposition = new Exposition(args.has(kinds) ? args.get(kinds).sources() : Metrics.ALL,
                args.get(most).intValue());
        if (args.has(listen)) {
            serve(args.get(listen), args.get(remote), exposition, context);
        }
        OutputFile file = args.has(output) ? new OutputFile(Path.of(args.get(output)), MODE) : null;
        if (file != null) {
            file.check();
        }
        Scrape scrape = exposition.look();
        new Notes(context).tell(scrape);
        if (file != null) {
            file.write(scrape.openMetrics());
        } else {
            context.out().write(scrape.openMetrics());
        }
        return ExitCode.DONE.number();
    }

    /** Returns by a signal only. */
    private static void serve(Endpoint endpoint, boolean remote, Exposition exposition, Context context)
            throws IOException {
        if (!endpoint.isLoopback() && !remote) {
            throw new UsageException("--listen " + endpoint.text()
                    + ": other hosts can reach this address, and anybody there could read the names of all objects; "
                    + "use 127.0.0.1, or add --remote");
        }
        try (MetricsServer server = open(endpoint, exposition, new Notes(context))) {
            OutputStream out = context.out();
            out.write((Endpoint.url(server.address(), MetricsServer.PATH) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            // Nothing is waited for but a signal.
            Poll.await(new Fd[] {context.stdout()}, new int[] {0}, Deadline.never());
        }
    }

    private static MetricsServer open(Endpoint endpoint, Exposition exposition, Notes notes) throws IOException {
        try {
            return MetricsServer.at(endpoint.address(), exposition, notes::tell);
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage());
            throw reason.contains("in use")
                    ? new CommandFailure(ExitCode.EXISTS, endpoint.text(), "another process is already listening "
                            + "there",
                            "Find it with 'ss -ltnp', or use port 0 to get a free one.")
                    : reason.contains("Permission")
                            ? new CommandFailure(ExitCode.PERMISSION, endpoint.text(), "only root may listen there",
                                    "Use port 1024 or higher.")
                            : new CommandFailure(ExitCode.FAILED, endpoint.text(), "it is not an address of this host",
                                    "'ip address' lists them.");
        } catch (SocketException e) {
            throw new CommandFailure(ExitCode.FAILED, endpoint.text(),
                    "ipcctl cannot listen on it (" + e.getMessage() + ")", null);
        }
    }

    /** Says each thing once, however many looks find it. */
    private static final class Notes {
        private final Context context;
        private final Set<String> said = new HashSet<>();

        Notes(Context context) {
            this.context = context;
        }

        void tell(Scrape scrape) {
            List<String> fresh = new ArrayList<>(scrape.notes());
            fresh.removeIf(note -> !said.add(note));
            fresh.forEach(context::warn);
        }
    }
}
