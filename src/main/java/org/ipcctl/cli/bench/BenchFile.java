package org.ipcctl.cli.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Measurement;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Plan;
import org.ipcctl.bench.Run;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Version;
import org.ipcctl.format.Format;
import org.ipcctl.format.Look;
import org.ipcctl.format.RowWriter;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * The file of {@code --save}: one JSON object, described in ipcctl-bench(1). Its version grows when a reader of the one before
 * could misunderstand it; new members do not change it, and unknown ones are passed over.
 */
final class BenchFile {
    static final String KIND = "ipcctl-bench";
    static final int VERSION = 1;

    private static final Schema DOCUMENT = Schema.single(
            Column.of("schema", Type.TEXT, "always ipcctl-bench"),
            Column.of("version", Type.INTEGER, "of this form, 1"),
            Column.of("ipcctl_version", Type.TEXT, "what wrote it"),
            Column.of("date", Type.TIME, "when it was measured"),
            Column.of("partial", Type.BOOLEAN, "whether it was interrupted"),
            Column.of("machine", Type.TEXT, "kernel, cpu_model, cpus, jdk"),
            Column.of("options", Type.TEXT, "what was asked for"),
            Column.of("cases", Type.TEXT, "the columns of each case, and its runs"));

    private final Path file;

    BenchFile(Path file) {
        this.file = file;
    }

    /** Fails where it could not be written, before anything is measured. */
    void checkWritable() {
        new OutputFile(file).check();
    }

    /** Replaces the file as a whole. */
    void write(Plan plan, List<Measurement> measurements, boolean partial) {
        try {
            new OutputFile(file).write(text(plan, measurements, partial));
        } catch (IOException e) {
            throw failure(e, "could not be written");
        }
    }

    private static byte[] text(Plan plan, List<Measurement> measurements, boolean partial) throws IOException {
        Row row = DOCUMENT.row(Value.of(KIND), Value.of(VERSION), Value.of(Version.current()), Value.of(Instant.now()), Value.of(partial),
                machine(Machine.here()), PlanForm.members(plan),
                new Value.Items(measurements.stream().map(BenchFile::members).toList()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter json = Format.JSON.open(DOCUMENT, Look.DEFAULT, out)) {
            json.write(row);
        }
        return out.toByteArray();
    }

    private static Value machine(Machine machine) {
        return new Value.Members(PlanForm.ordered("kernel", Value.of(machine.kernel()), "cpu_model", Value.of(machine.cpu()),
                "cpus", Value.of(machine.cpus()), "jdk", Value.of(machine.jdk())));
    }

    private static Value members(Measurement m) {
        Map<String, Value> members = new java.util.LinkedHashMap<>();
        Row row = BenchColumns.row(m);
        row.schema().columns().forEach(column -> members.put(column.id(), row.get(column.id())));
        members.put("runs", new Value.Items(m.runs().stream().map(run -> run(run, m.what().metric())).toList()));
        return new Value.Members(members);
    }

    private static Value run(Run run, Metric metric) {
        Map<String, Value> members = PlanForm.ordered("count", Value.of(run.blocks()), "duration_ns", Value.of(run.nanos()));
        if (metric == Metric.LATENCY) {
            members.put("rtt_p50_ns", Value.of(run.roundTrips().p50()));
            members.put("rtt_p99_ns", Value.of(run.roundTrips().p99()));
        }
        return new Value.Members(members);
    }

    /** Reads it. */
    SavedBench read() {
        JsonElement parsed;
        try {
            parsed = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw broken("it was not written by 'ipcctl bench --save'");
        } catch (IOException e) {
            throw failure(e, "could not be read");
        } catch (JsonParseException e) {
            // The parser's words begin with the class of its own cause.
            throw broken("it is no complete JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^[\\w.$]+Exception: ", ""));
        }
        if (!parsed.isJsonObject() || !KIND.equals(text(parsed.getAsJsonObject(), "schema"))) {
            throw broken("it was not written by 'ipcctl bench --save'");
        }
        JsonObject document = parsed.getAsJsonObject();
        try {
            if (document.get("version").getAsInt() > VERSION) {
                throw new CommandFailure(ExitCode.FAILED, file.toString(), "it has version " + document.get("version")
                        + " of the form, and this ipcctl knows those up to " + VERSION, "Update ipcctl, or measure again with 'ipcctl bench --save'.");
            }
            JsonObject machine = document.getAsJsonObject("machine");
            List<Figures> cases = new ArrayList<>();
            for (JsonElement one : document.getAsJsonArray("cases")) {
                cases.add(figures(one.getAsJsonObject()));
            }
            return new SavedBench(new Machine(text(machine, "kernel"), text(machine, "cpu_model"), machine.get("cpus").getAsInt(), text(machine, "jdk")),
                    Instant.parse(text(document, "date")), document.get("partial").getAsBoolean(),
                    PlanForm.plan(document.getAsJsonObject("options")), cases);
        } catch (NullPointerException | IllegalStateException | ClassCastException | IllegalArgumentException | UnsupportedOperationException
                 | DateTimeException e) {
            throw broken("a member that it should have is missing or of another kind");
        }
    }

    private static Figures figures(JsonObject one) {
        Metric metric = Metric.valueOf(text(one, "metric").toUpperCase(Locale.ROOT));
        long size = one.get("size_bytes").getAsLong();
        Map<String, Double> columns = new TreeMap<>();
        one.entrySet().forEach(member -> {
            if (member.getValue().isJsonPrimitive() && member.getValue().getAsJsonPrimitive().isNumber()) {
                columns.put(member.getKey(), member.getValue().getAsDouble());
            }
        });
        JsonArray runs = one.getAsJsonArray("runs");
        List<Double> figures = new ArrayList<>();
        for (JsonElement element : runs) {
            JsonObject run = element.getAsJsonObject();
            figures.add(metric == Metric.LATENCY ? run.get("rtt_p50_ns").getAsDouble()
                    : run.get("count").getAsDouble() * size * 1e9 / run.get("duration_ns").getAsDouble());
        }
        return new Figures(text(one, "mechanism"), metric, size, columns, figures.stream().sorted().toList());
    }

    private static String text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value == null || !value.isJsonPrimitive() ? null : value.getAsString();
    }

    private CommandFailure broken(String why) {
        return new CommandFailure(ExitCode.FAILED, file.toString(), why, "Make one with 'ipcctl bench --save FILE'.");
    }

    private CommandFailure failure(IOException e, String what) {
        if (e instanceof NoSuchFileException) {
            return new CommandFailure(ExitCode.NO_SUCH_OBJECT, file.toString(), "no such file", "Make one with " + ShellWord.shown("ipcctl bench --save " + ShellWord.path(file.toString())) + ".");
        } else if (e instanceof AccessDeniedException) {
            return new CommandFailure(ExitCode.PERMISSION, file.toString(), "permission denied", "See its owner and mode: ls -l " + ShellWord.path(file.toString()));
        }
        return new CommandFailure(ExitCode.FAILED, file.toString(), what + " (" + e.getMessage() + ")", null);
    }
}
