package org.ipcctl.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipcctl.kernel.OsString;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.testing.Golden;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each format over rows that have a value of every type, missing ones, and text that is hard to write. */
class FormatsTest {
    private static final String NASTY = "it's \"q\"\t$(id) `id` \\ \n\u001b[31m, ; \u00e9 \u202e \udcff";
    private static final List<Column<List<Value>>> COLUMNS = List.of(
            column(0, "label", Type.TEXT, "any text"),
            column(1, "count", Type.INTEGER, "a number"),
            column(2, "ratio", Type.DECIMAL, "a number with a fraction"),
            column(3, "size_bytes", Type.SIZE, "a size"),
            column(4, "rtt_ns", Type.NANOSECONDS, "a span of time"),
            column(5, "rate_bytes_per_second", Type.BYTES_PER_SECOND, "a rate"),
            column(6, "seen", Type.TIME, "a point in time"),
            column(7, "mode", Type.MODE, "permission bits"),
            column(8, "ready", Type.BOOLEAN, "a truth"),
            column(9, "payload", Type.BYTES, "some bytes").detail());
    private static final Schema<List<Value>> LIST = new Schema<>(COLUMNS, false);

    private static Column<List<Value>> column(int place, String id, Type type, String help) {
        return Column.of(id, type, help, row -> row.get(place));
    }

    private static List<List<Value>> rows() {
        return List.of(
                List.of(Value.of("plain"), Value.of(42), Value.of(0.1), Value.of(65536), Value.of(1_234),
                        Value.of(1.5e9),
                        Value.of(Instant.parse("2026-01-02T03:04:05.678Z")), Value.mode(0640), Value.of(true),
                        Value.of("text".getBytes(UTF_8))),
                List.of(Value.of(NASTY), Value.of(new BigInteger("18446744073709551615")), Value.of(Double.NaN),
                        Value.of(1000),
                        Value.of(999), Value.of(0.5), Value.of(Instant.EPOCH), Value.mode(07777), Value.of(false),
                        Value.of(new byte[] {(byte) 0xFF, 0, 'a'})),
                List.of(Value.of(""), Value.of(Long.MIN_VALUE), Value.of(Double.NEGATIVE_INFINITY),
                        Value.of(Long.MAX_VALUE),
                        Value.of(61_000_000_000L), Value.of(1e30), Value.of(Instant.parse("2026-12-31T23:59:59Z")),
                        Value.mode(0), Value.of(true),
                        Value.of(new byte[0])),
                List.of(Value.MISSING, Value.MISSING, Value.MISSING, Value.MISSING, Value.MISSING, Value.MISSING,
                        Value.MISSING,
                        Value.MISSING, Value.MISSING, Value.MISSING));
    }

    private static byte[] written(Format format, Schema<List<Value>> shown, TableStyle look, List<List<Value>> rows)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<List<Value>> writer = format.open(shown, look, out)) {
            for (List<Value> row : rows) {
                writer.write(row);
            }
        }
        return out.toByteArray();
    }

    private static String file(String stem, Format format) {
        return "format/" + stem + "." + format.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void lists(Format format) throws IOException {
        Golden.check(file("list", format), written(format, LIST, TableStyle.DEFAULT, rows()));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void oneObject(Format format) throws IOException {
        Schema<List<Value>> single = new Schema<>(COLUMNS, true);
        Golden.check(file("object", format), written(format, single, TableStyle.DEFAULT, rows().subList(1, 2)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void anEmptyList(Format format) throws IOException {
        Golden.check(file("empty", format), written(format, LIST, TableStyle.DEFAULT, List.of()));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void selectedColumnsWithoutHeaderAndWithExactBytes(Format format) throws IOException {
        Schema<List<Value>> shown = Schema.list(COLUMNS.get(3), COLUMNS.get(0));
        Golden.check(file("selected", format),
                written(format, shown, new TableStyle(false, true), rows().subList(0, 1)));
    }

    @Test
    void jsonKeepsTypesAndText() throws IOException {
        List<Map<String, Object>> read = Json
                .rows(new String(written(Format.JSON, LIST, TableStyle.DEFAULT, rows()), UTF_8));
        assertThat(read.get(1)).containsEntry("label", NASTY).containsEntry("ratio", "NaN")
                .containsEntry("mode", "7777")
                .containsEntry("ready", false).containsEntry("payload", "/wBh");
        assertThat(read.get(3).values()).containsOnlyNulls();
        assertThat(new String(written(Format.JSON, LIST, TableStyle.DEFAULT, rows()), UTF_8))
                .contains("18446744073709551615");
    }

    /** As scripts use it: whatever is in a value, eval gives it back and runs nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "zsh"})
    void shellOutputSurvivesEval(String shell) throws Exception {
        Needs.program(shell, shell);
        Schema<List<Value>> single = new Schema<>(COLUMNS, true);
        String assignments = new String(written(Format.SHELL, single, TableStyle.DEFAULT, rows().subList(1, 2)),
                ISO_8859_1);
        Process process = new ProcessBuilder(shell, "-c",
                "eval \"$(cat)\"; printf '%s|%s|%s' \"$label\" \"$count\" \"$payload\"")
                .redirectErrorStream(true).start();
        process.getOutputStream().write(assignments.getBytes(ISO_8859_1));
        process.getOutputStream().close();
        assertThat(process.getInputStream().readAllBytes()).isEqualTo(concat(OsString.encode(NASTY),
                "|18446744073709551615|/wBh".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"1023,1023 B", "1024,1 KiB", "1536,1.5 KiB", "1048575,1.0 MiB", "1048576,1 MiB", "1048000,1023.4 KiB",
        "0,0 B",
        "18446744073709551615,16 EiB", "9223372036854775808,8 EiB"})
    void sizesForPeople(BigInteger size, String text) throws IOException {
        Schema<List<Value>> shown = Schema.list(column(0, "size_bytes", Type.SIZE, "a size"));
        assertThat(
                new String(written(Format.TABLE, shown, new TableStyle(false, false), List.of(List.of(Value.of(size)))),
                        UTF_8).strip())
                .isEqualTo(text);
        assertThat(
                new String(written(Format.TABLE, shown, new TableStyle(false, true), List.of(List.of(Value.of(size)))),
                        UTF_8).strip())
                .isEqualTo(size.toString());
    }

    @ParameterizedTest
    @CsvSource({"0,0 ns", "999,999 ns", "1000,1.00 us", "999994,999.99 us", "999995,1.00 ms", "999999,1.00 ms",
        "999994999,999.99 ms",
        "999999999,1.00 s", "61000000000,61.00 s"})
    void timesForPeople(long nanos, String text) throws IOException {
        Schema<List<Value>> shown = Schema.list(column(0, "rtt_ns", Type.NANOSECONDS, "a span of time"));
        assertThat(new String(
                written(Format.TABLE, shown, new TableStyle(false, false), List.of(List.of(Value.of(nanos)))), UTF_8)
                .strip())
                .isEqualTo(text);
    }

    /**
     * A program can take the escapes back: what looks like one in the text itself does not look like one in the output.
     */
    @Test
    void plainTellsEscapesFromText() throws IOException {
        Schema<List<Value>> shown = Schema.list(COLUMNS.get(0));
        List<List<Value>> rows = List.of(List.of(Value.of("a\nb")), List.of(Value.of("a\\nb")));
        assertThat(new String(written(Format.PLAIN, shown, TableStyle.DEFAULT, rows), UTF_8))
                .isEqualTo("a\\nb\na\\\\nb\n");
    }

    @Test
    void csvReadsBackAsItWas() throws IOException {
        String csv = new String(written(Format.CSV, LIST, TableStyle.DEFAULT, rows()), ISO_8859_1);
        List<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv).stream().toList();
        assertThat(records).hasSize(5).allMatch(record -> record.getFieldCount() == COLUMNS.size());
        assertThat(records.get(2).getField(0).getBytes(ISO_8859_1)).isEqualTo(OsString.encode(NASTY));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"JSON", "NDJSON"})
    void jqReadsIt(Format format) throws Exception {
        Needs.program("jq", "jq");
        Process jq = new ProcessBuilder("jq", "-c",
                "if type == \"array\" then .[] else . end | [.count, .ratio, .payload]").start();
        jq.getOutputStream().write(written(format, LIST, TableStyle.DEFAULT, rows()));
        jq.getOutputStream().close();
        String read = new String(jq.getInputStream().readAllBytes(), UTF_8);
        assertThat(new String(jq.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(read).hasLineCount(4).startsWith("[42,0.1,\"text\"]\n").contains("\"NaN\",\"/wBh\"]",
                "[null,null,null]");
    }

    /** Whoever follows a stream has each row when it is known; a table alone waits, for its widths. */
    @ParameterizedTest
    @EnumSource(value = Format.class, names = "TABLE", mode = EnumSource.Mode.EXCLUDE)
    void rowsLeaveOneByOne(Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<List<Value>> writer = format.open(LIST, TableStyle.DEFAULT, out)) {
            int before = 0;
            for (List<Value> row : rows()) {
                writer.write(row);
                writer.flush();
                assertThat(out.size()).isGreaterThan(before);
                before = out.size();
            }
        }
    }

    /** A list for the shell is one line for each row, whatever is in the row. */
    @Test
    void shellListsAreLines() throws IOException {
        assertThat(new String(written(Format.SHELL, LIST, TableStyle.DEFAULT, rows()), UTF_8).lines()).hasSize(4)
                .allMatch(line -> line.startsWith("label="));
    }

    /** As a loop reads them: each line gives its values back, newlines at their ends too. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "zsh", "ksh", "fish"})
    void linesOfAShellListSurviveEval(String shell) throws Exception {
        Needs.program(shell, shell);
        boolean isFish = shell.equals("fish");
        Schema<List<Value>> shown = Schema.list(column(0, "label", Type.TEXT, "any text"),
                column(1, "encoding", Type.TEXT, "of payload"), column(2, "payload", Type.TEXT, "some bytes"));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        List<List<Value>> rows = new ArrayList<>();
        // The read of fish takes nothing but UTF-8.
        for (String text : List.of(isFish ? NASTY.replace("\udcff", "") : NASTY, "", "\n", "\n\n\n", "two\nlines\n",
                "%s\\n\n'.'\n", "\n$(id)\\\n'", "zero\0\n")) {
            byte[] bytes = OsString.encode(text);
            boolean isText = text.indexOf(0) < 0 && text.indexOf(0xDCFF) < 0;
            String label = text.replace("\0", "");
            rows.add(List.of(Value.of(label), Payload.encodingOf(bytes), Value.of(bytes)));
            expected.writeBytes(OsString.encode("[" + label + "|" + (isText ? "utf-8|" : "base64|")));
            expected.writeBytes(isText ? bytes : Base64.getEncoder().encode(bytes));
            expected.write(']');
        }
        String shows = "printf '[%s|%s|%s]' \"$label\" \"$encoding\" \"$payload\"";
        Process process = new ProcessBuilder(shell, "-c",
                isFish ? "while read -l line; eval $line; " + shows + "; end"
                        : "while read -r line; do eval \"$line\"; " + shows + "; done")
                .redirectErrorStream(true).start();
        process.getOutputStream().write(written(isFish ? Format.FISH : Format.SHELL, shown, TableStyle.DEFAULT, rows));
        process.getOutputStream().close();
        assertThat(new String(process.getInputStream().readAllBytes(), ISO_8859_1))
                .isEqualTo(expected.toString(ISO_8859_1));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
