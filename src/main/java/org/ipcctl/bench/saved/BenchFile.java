package org.ipcctl.bench.saved;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ipcctl.bench.BenchFailure;
import org.ipcctl.bench.Case;
import org.ipcctl.bench.Control;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Environment;
import org.ipcctl.bench.Load;
import org.ipcctl.bench.LoadFigures;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Percentile;
import org.ipcctl.bench.Pinning;
import org.ipcctl.bench.Placement;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.RoundTripHistogram;
import org.ipcctl.bench.Run;
import org.ipcctl.format.Format;
import org.ipcctl.format.TableStyle;
import org.ipcctl.format.Texts;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.WholeFile;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * The file of {@code --save}: one JSON object, described in ipcctl-bench(1). Its version grows when a reader of the one
 * before could misunderstand it; new members do not change it, and unknown ones are passed over.
 */
public final class BenchFile {
    static final String KIND = "ipcctl-bench";
    static final int VERSION = 4;
    /** The runs of a case before were all of one pair of processes. */
    private static final int FIRST_OF_ROUNDS = 3;
    private static final int FIRST_WITH_CONTROLS = 4;
    /** At the start of each round and at its end. */
    private static final int MOST_CONTROLS = 2 * Plan.MOST_RUNS;
    /** A thousand cases of a thousand runs each. */
    private static final int LARGEST = 1 << 27;
    /** What makes the figures of a case doubtful. */
    public static final String DOUBTS = "doubts";
    private static final int LONGEST_QUOTE = 200;
    private static final String HISTOGRAM = "histogram";
    private static final String LINE = "line_ns";
    /** One in which each value that there can be was counted has fewer characters. */
    private static final int LONGEST_HISTOGRAM = 1 << 18;

    /** What is written. */
    private record Document(Plan plan, List<Measurement> measurements, Controls controls, boolean partial,
                            Schema<Measurement> columns, String version) {
    }

    private static final Schema<Run> RUN = Schema.single(
            Column.of("count", Type.INTEGER, "blocks or round trips", r -> Value.of(r.blocks())),
            Column.of("duration_ns", Type.NANOSECONDS, "the time they took", r -> Value.of(r.nanos())),
            Column.of(LINE, Type.DECIMAL, "a round trip of a cache line between both CPUs, beside it",
                    r -> number(r.line())));

    private static final Schema<Run> ROUND_TRIPS = RUN.and(
            Column.of(Percentile.P50.id(), Type.NANOSECONDS, "the median", r -> Value.of(r.roundTrips().p50())),
            Column.of(Percentile.P99.id(), Type.NANOSECONDS, "99 percent took at most this long",
                    r -> Value.of(r.roundTrips().p99())),
            Column.of(HISTOGRAM, Type.TEXT, "all of them", r -> Value.of(r.roundTrips().histogram())));

    private static final Schema<Run> AT_A_RATE = RUN.and(
            Column.of(LoadFigures.Point.P50.id(), Type.NANOSECONDS, "the median, one way",
                    r -> Value.of(r.load().of(LoadFigures.Point.P50))),
            Column.of(LoadFigures.Point.P99.id(), Type.NANOSECONDS, "99 percent took at most this long",
                    r -> Value.of(r.load().of(LoadFigures.Point.P99))));

    private static final Column<Measurement> RUNS = Column.of("runs", Type.COMPOUND, "that of each round",
            m -> new Value.Items(m.runs().stream().map(schema(m.what())::members).toList()));

    private static final Schema<Machine> MACHINE = Schema.single(
            Column.of("kernel", Type.TEXT, "the release of Linux", m -> Value.of(m.kernel())),
            Column.of("cpu_model", Type.TEXT, "the processor", m -> Value.of(m.cpu())),
            Column.of("cpus", Type.INTEGER, "those that could be used", m -> Value.of(m.cpus())),
            Column.of("jdk", Type.TEXT, "the version of Java", m -> Value.of(m.jdk())));

    /** Of the machine while it was measured; also columns of each case. */
    public static final Schema<Environment> ENVIRONMENT = Schema.single(
            Column.detail("load", Type.DECIMAL,
                    "processes that ran or were ready to run in the minute before the benchmark, on average",
                    e -> number(e.load())),
            Column.detail("other_load", Type.DECIMAL,
                    "the number of CPUs that other processes kept busy on average, from the beginning until then",
                    e -> number(e.loadOfOthers())),
            Column.detail("steal_percent", Type.DECIMAL,
                    "time of the CPUs that the hypervisor gave to others, from the beginning until then",
                    e -> number(e.stealPercent())),
            Column.detail("governor", Type.TEXT, "what chooses the clock's frequency", e -> Value.of(e.governor())),
            Column.detail("turbo", Type.BOOLEAN, "whether the clock may exceed its nominal frequency",
                    e -> truth(e.turbo())),
            Column.detail("smt", Type.BOOLEAN, "whether cores have several threads", e -> truth(e.smt())),
            Column.detail("hypervisor", Type.TEXT,
                    "the hypervisor it ran under; unknown if it is only known to be virtual",
                    e -> Value.of(e.hypervisor())),
            Column.detail("cpu_quota", Type.DECIMAL, "as many CPUs at a time by the quota of its cgroup",
                    e -> number(e.cpuQuota())),
            Column.detail("mitigations", Type.TEXT, "the kernel's mitigations of processor faults",
                    e -> Value.of(e.mitigations())));

    private static final Schema<Controls> CONTROLS = new Schema<>(Stream.concat(
            Stream.of(Control.values())
                    .map(one -> Column.<Controls>of(one.id(), Type.COMPOUND, one.toString(),
                            c -> new Value.Items(c.of(one).stream().map(Value::of).toList()))),
            Stream.of(
                    Column.<Controls>of("load", Type.DECIMAL, "CPUs that other processes kept busy during the "
                            + "benchmark",
                            c -> number(c.load())),
                    Column.<Controls>of("steal_percent", Type.DECIMAL,
                            "time of the CPUs that the hypervisor gave to others during the benchmark",
                            c -> number(c.stealPercent()))))
            .toList(), true);

    private static Schema<Run> schema(Case what) {
        return what.metric() == Metric.LATENCY ? ROUND_TRIPS : what.hasRate() ? AT_A_RATE : RUN;
    }

    private static Value number(Double number) {
        return number == null || number.isNaN() ? Value.MISSING : Value.of(Math.rint(number * 100) / 100);
    }

    private static Value truth(Boolean truth) {
        return truth == null ? Value.MISSING : Value.of(truth.booleanValue());
    }

    private static final Schema<Document> DOCUMENT = Schema.single(
            Column.of("schema", Type.TEXT, "always ipcctl-bench", d -> Value.of(KIND)),
            Column.of("version", Type.INTEGER, "of this form, 4", d -> Value.of(VERSION)),
            Column.of("ipcctl_version", Type.TEXT, "what wrote it", d -> Value.of(d.version())),
            Column.of("date", Type.TIME, "when it was measured", d -> Value.of(Instant.now())),
            Column.of("partial", Type.BOOLEAN, "whether it was interrupted", d -> Value.of(d.partial())),
            Column.of("machine", Type.COMPOUND, "where it was measured", d -> MACHINE.members(Machine.here())),
            Column.of("options", Type.COMPOUND, "what was asked for", d -> PlanJson.OPTIONS.members(d.plan())),
            Column.of("controls", Type.COMPOUND, "what the machine does by itself",
                    d -> CONTROLS.members(d.controls())),
            Column.of("cases", Type.COMPOUND, "what was measured",
                    d -> new Value.Items(d.measurements().stream().map(d.columns().and(RUNS)::members).toList())));

    private final Path file;

    public BenchFile(Path file) {
        this.file = file;
    }

    /**
     * What is to be in such a file.
     *
     * @param controls of the same benchmark
     * @param partial whether it was interrupted
     * @param columns what is kept of each case beside its runs
     * @param version of the ipcctl that measured
     */
    public static byte[] content(Plan plan, List<Measurement> measurements, Controls controls, boolean partial,
                                 Schema<Measurement> columns, String version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<Document> json = Format.JSON.open(DOCUMENT, TableStyle.DEFAULT, out)) {
            json.write(new Document(plan, measurements, controls, partial, columns, version));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return out.toByteArray();
    }

    /**
     * Reads it.
     *
     * @throws BenchFailure    where it is not what {@link #content} made
     * @throws KernelException where it cannot be read
     */
    public SavedBench read() {
        try {
            return read(WholeFile.read(file.toString(), LARGEST));
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.because("no such file").in(SavedSituation.ABSENT) : e;
        }
    }

    /** The same, with histograms that were looked into, which takes its time: who draws them meets nothing else. */
    public SavedBench readAll() {
        SavedBench all = read();
        for (SavedCase one : all.cases()) {
            try {
                one.histograms().forEach(RoundTripHistogram::decoded);
            } catch (IllegalArgumentException e) {
                throw broken("a histogram of " + one.mechanism()
                        + " in it was not compressed by HdrHistogram, in Base64");
            }
        }
        return all;
    }

    /** What the file holds, or would hold: {@link #content}. */
    public SavedBench read(byte[] content) {
        JsonElement parsed;
        try {
            parsed = JsonParser.parseString(text(content));
        } catch (CharacterCodingException e) {
            throw foreign();
        } catch (JsonParseException e) {
            throw broken("it is not complete JSON: " + firstWords(e));
        }
        if (!parsed.isJsonObject() || !isKind(parsed.getAsJsonObject().get("schema"))) {
            throw foreign();
        }
        try {
            return saved(new SavedMembers(parsed.getAsJsonObject(), ""));
        } catch (SavedMembers.Wrong e) {
            throw broken(e.getMessage());
        }
    }

    /**
     * The parser's words begin with the class of its own cause or tell its programmers what to call, and may quote the
     * file.
     */
    private static String firstWords(JsonParseException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                .replaceFirst("^[\\w.$]+Exception: ", "").replaceFirst("^Use JsonReader\\S+ to accept ", "")
                .replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static boolean isKind(JsonElement schema) {
        return schema != null && schema.isJsonPrimitive() && KIND.equals(schema.getAsString());
    }

    private SavedBench saved(SavedMembers document) {
        long version = document.whole("version", 1, Integer.MAX_VALUE);
        if (version > VERSION) {
            throw new BenchFailure(file.toString(),
                    "it has version " + version + " of the format, and this ipcctl knows versions up to "
                            + VERSION,
                    null).in(SavedSituation.NEWER);
        }
        SavedMembers machine = document.object("machine");
        List<SavedCase> cases = new ArrayList<>();
        for (SavedMembers one : document.objects("cases")) {
            cases.add(figures(one));
        }
        return new SavedBench(
                new Machine(machine.text("kernel"), machine.text("cpu_model"),
                        (int) machine.whole("cpus", 1, Integer.MAX_VALUE),
                        machine.text("jdk")),
                date(document), document.truth("partial"), PlanJson.plan(document.object("options")),
                version >= FIRST_OF_ROUNDS,
                version < FIRST_WITH_CONTROLS ? Controls.NONE : controls(document.object("controls")),
                conditions(document), notes(document), cases);
    }

    /** Of the first case that was measured: the machine was the same for all. */
    private static Map<String, String> conditions(SavedMembers document) {
        Map<String, String> told = new LinkedHashMap<>();
        document.objects("cases").stream().filter(one -> !one.objects("runs").isEmpty()).findFirst()
                .ifPresent(first -> Stream
                        .concat(ENVIRONMENT.columns().stream().map(Column::id), Stream.of(DOUBTS))
                        .filter(id -> first.isPlain(id)).forEach(id -> told.put(id, first.plain(id))));
        return told;
    }

    private static List<String> notes(SavedMembers document) {
        return document.objects("cases").stream().filter(one -> one.isPlain("note"))
                .map(one -> one.text("mechanism") + ", " + one.text("metric") + " of "
                        + Texts.size(one.whole("size_bytes", 1, Case.LARGEST)) + " blocks: " + one.plain("note"))
                .toList();
    }

    /** Those that this ipcctl knows; of one that is missing nothing is known. */
    private static Controls controls(SavedMembers all) {
        Map<Control, List<Double>> figures = new EnumMap<>(Control.class);
        for (Control one : Control.values()) {
            if (all.object().has(one.id()) && !all.isNull(one.id())) {
                figures.put(one, all.amounts(one.id(), MOST_CONTROLS));
            }
        }
        return new Controls(figures, all.numberOrNaN("load"), all.numberOrNaN("steal_percent"));
    }

    private static Instant date(SavedMembers document) {
        try {
            return Instant.parse(document.text("date"));
        } catch (DateTimeException e) {
            throw document.wrong("date", "a time as 2026-01-31T12:00:00Z");
        }
    }

    /** What a run tells, and how far apart the CPUs were. */
    private record Far(double figure, double line) {
    }

    private static SavedCase figures(SavedMembers one) {
        Metric metric = PlanJson.metric(one.text("metric"), one, "metric");
        long size = one.whole("size_bytes", 1, Case.LARGEST);
        Load load = metric == Metric.LOAD ? PlanJson.load(one) : Load.PLAIN;
        List<Far> figures = new ArrayList<>();
        List<String> histograms = new ArrayList<>();
        one.array("runs", Plan.MOST_RUNS);
        for (SavedMembers run : one.objects("runs")) {
            double figure = metric == Metric.LATENCY || load.hasRate()
                    ? run.whole(load.hasRate() ? LoadFigures.Point.P50.id() : Percentile.P50.id(), 1, Long.MAX_VALUE)
                    : (double) run.whole("count", 1, Long.MAX_VALUE) * size * 1e9
                            / run.whole("duration_ns", 1, Long.MAX_VALUE);
            figures.add(new Far(figure, run.amountOrNaN(LINE)));
            if (metric == Metric.LATENCY && run.object().has(HISTOGRAM) && !run.isNull(HISTOGRAM)) {
                histograms.add(run.text(HISTOGRAM, LONGEST_HISTOGRAM));
            }
        }
        figures.sort(Comparator.comparingDouble(Far::figure));
        return new SavedCase(one.text("mechanism"), metric, size, placement(one), load,
                Stream.of(Percentile.values()).map(each -> one.numberOrNaN(each.id())).toList(), cpuNanos(one),
                figures.stream().map(Far::figure).toList(),
                figures.stream().map(Far::line).anyMatch(line -> line.isNaN()) ? List.of()
                        : figures.stream().map(Far::line).toList(),
                histograms);
    }

    private static double cpuNanos(SavedMembers one) {
        double all = Stream.of("sender_user_ns", "sender_system_ns", "receiver_user_ns", "receiver_system_ns")
                .mapToDouble(one::numberOrNaN).sum();
        double each = all / one.numberOrNaN("count");
        return Double.isFinite(each) && each >= 0 ? each : Double.NaN;
    }

    /** Version 1 had only the CPUs themselves, and not even those where nothing was measured: null then. */
    private static Placement placement(SavedMembers one) {
        String word = one.textOrNull("placement");
        if (word == null) {
            String cpus = one.textOrNull("pinning");
            Pinning pinning = cpus == null ? null : Pinning.of(cpus);
            return pinning == null ? null : pinning.placement();
        }
        return one.choice(Placement.values(), word, "placement", "apart, same or none");
    }

    private BenchFailure broken(String why) {
        return new BenchFailure(file.toString(), why, null).in(SavedSituation.DAMAGED);
    }

    private BenchFailure foreign() {
        return new BenchFailure(file.toString(), "it is not a saved benchmark", null).in(SavedSituation.FOREIGN);
    }
}
