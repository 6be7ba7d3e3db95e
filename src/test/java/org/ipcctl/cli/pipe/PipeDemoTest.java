package org.ipcctl.cli.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipeDemoTest {
    private static List<Map<String, Object>> rows(Outcome outcome) {
        return Json.rows(outcome.succeeds().out());
    }

    private static String text(Map<String, Object> row, String column) {
        return (String) row.get(column);
    }

    private static long number(Map<String, Object> row, String column) {
        return (Long) row.get(column);
    }

    @Test
    void allSixExperimentsAreRowsAndOk() {
        List<Map<String, Object>> rows = rows(Cli.run("pipe-demo", "--format", "json"));
        assertThat(rows).extracting(row -> text(row, "experiment"))
                .containsExactly("message", "exec", "capacity", "atomicity", "eof", "sigpipe");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.keySet()).containsExactly("experiment", "expected", "observed", "verdict");
            assertThat(text(row, "expected")).isNotBlank();
            assertThat(text(row, "observed")).isNotBlank();
            assertThat(text(row, "verdict")).isEqualTo("ok");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "plain", "ndjson", "csv", "shell"})
    void everyFormatCarriesThem(String format) {
        assertThat(Cli.run("pipe-demo", "--format", format, "--no-header").succeeds().out().lines()).hasSize(6)
                .allMatch(line -> line.contains("ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "-", "two words", "'; exit 9 #", "%s\\n"})
    void aMessageIsReadAsItWasGiven(String text) {
        Map<String, Object> row = rows(Cli.run("pipe-demo", "message", text, "--format", "json")).get(0);
        assertThat(text(row, "message")).isEqualTo(text);
        assertThat(number(row, "received_bytes")).isEqualTo(text.length());
        assertThat(text(row, "verdict")).isEqualTo("ok");
        assertThat(number(row, "child_pid")).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void execPrintsTheBytesAndPassesTheStatusOn() {
        Outcome outcome = Cli.run("pipe-demo", "exec", "--", "sh", "-c", "printf 'a\\000\\377\\n'; exit 7").exits(7);
        assertThat(outcome.outBytes()).isEqualTo(new byte[] {'a', 0, (byte) 0xFF, '\n'});
        assertThat(outcome.err()).isEmpty();
        Cli.run("pipe-demo", "exec", "true").succeeds().prints("");
    }

    @Test
    void execLeavesOptionsOfCmdToCmd() {
        Cli.run("pipe-demo", "exec", "--", "printf", "%s\n", "--help", "-J").succeeds().prints("--help\n-J\n");
        Cli.run("pipe-demo", "exec", "echo", "--format", "json").succeeds().prints("--format json\n");
    }

    @Test
    void execTellsHowCmdFailed() {
        Cli.run("pipe-demo", "exec", "--", "no-such-command").exits(127)
                .complains("no-such-command: command not found");
        Cli.run("pipe-demo", "exec", "--", "/etc").exits(126).complains("/etc: it is a directory");
        Cli.run("pipe-demo", "exec", "--", "sh", "-c", "kill -KILL $$").exits(137);
        Cli.run("pipe-demo", "exec").exits(2).complains("CMD");
    }

    @Test
    void capacityIsMeasuredAndResized() {
        List<Map<String, Object>> rows = rows(Cli.run("pipe-demo", "capacity", "--size", "100000", "--format", "json"));
        assertThat(rows).hasSize(4).allSatisfy(row -> assertThat(text(row, "verdict")).isEqualTo("ok"));
        assertThat(number(rows.get(0), "filled_bytes")).isEqualTo(number(rows.get(0), "capacity_bytes"));
        assertThat(number(rows.get(1), "requested_bytes")).isEqualTo(100_000);
        assertThat(number(rows.get(1), "filled_bytes")).isGreaterThanOrEqualTo(100_000);
        assertThat(text(rows.get(2), "observed")).isEqualTo("EBUSY");
    }

    @Test
    void atomicityCountsWhatItWasAskedFor() {
        Map<String, Object> row = rows(
                Cli.run("pipe-demo", "atomicity", "--writers", "5", "--records", "200", "--size", "4K", "-J")).get(0);
        assertThat(number(row, "writers")).isEqualTo(5);
        assertThat(number(row, "records")).isEqualTo(1000);
        assertThat(number(row, "torn_records")).isZero();
        assertThat(text(row, "expected")).isEqualTo("none torn");
    }

    @Test
    void abovePipeBufTheVerdictDoesNotDependOnTheCount() {
        Map<String, Object> row = rows(
                Cli.run("pipe-demo", "atomicity", "--size", "4097", "--records", "1", "--writers", "2", "-J")).get(0);
        assertThat(text(row, "expected")).isEqualTo("any number torn");
        assertThat(text(row, "verdict")).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atomicity --size 0", "atomicity --size 1G", "atomicity --writers 1",
        "atomicity --writers 65",
        "atomicity --records 100000", "atomicity extra", "capacity --size 0", "capacity --size 3G",
        "capacity --size big",
        "eof --nope", "message a b", "nope"})
    void wrongUsageIsTwoLinesAndExit2(String line) {
        List<String> words = new ArrayList<>(List.of("pipe-demo"));
        words.addAll(List.of(line.split(" ")));
        Outcome outcome = Cli.run(words.toArray(String[]::new)).exits(2).prints("");
        assertThat(outcome.err().lines()).hasSize(2);
    }

    @Test
    void eofShowsEachStepWithItsProof() {
        List<Map<String, Object>> rows = rows(Cli.run("pipe-demo", "eof", "--format", "json"));
        assertThat(rows).extracting(row -> number(row, "write_ends")).containsExactly(2L, 1L, 0L);
        assertThat(text(rows.get(0), "process_state")).isEqualTo("S");
        assertThat(text(rows.get(1), "process_state")).isEqualTo("S");
        assertThat(number(rows.get(2), "exit_status")).isZero();
    }

    @Test
    void sigpipeTellsTheSignalAndTheError() {
        List<Map<String, Object>> rows = rows(Cli.run("pipe-demo", "sigpipe", "--format", "json"));
        assertThat(number(rows.get(0), "signal")).isEqualTo(13);
        assertThat(rows.get(0).get("exit_status")).isNull();
        assertThat(text(rows.get(1), "errno_name")).isEqualTo("EPIPE");
        assertThat(text(rows.get(2), "errno_name")).isEqualTo("EPIPE");
    }
}
