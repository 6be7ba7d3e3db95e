package org.ipcctl.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No variable of a result is one that a shell keeps for itself: each shell that is installed is asked for its own. */
class ShellNamesTest {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    /** Columns that could be a user's, in a layout. */
    private static final List<String> USUAL = List.of("count", "size", "temperature", "x", "y", "id", "name", "value",
            "type", "key", "data", "pos.x", "samples[2]");

    private enum Shell {
        DASH("set | sed -n 's/=.*//p'"),
        BASH("compgen -v"),
        KSH("set | sed -n 's/=.*//p'"),
        ZSH("for m in ${^module_path}/zsh/**/*.so(N); do zmodload ${${(M)m%zsh/*}%.so} 2>/dev/null; done >/dev/null; "
                + "unset m; print -l ${(k)parameters}"),
        FISH("set -n");

        private final String all;

        Shell(String all) {
            this.all = all;
        }

        String run(String script) throws IOException, InterruptedException {
            String program = name().toLowerCase(java.util.Locale.ROOT);
            Needs.program(program, program);
            List<String> line = new ArrayList<>(List.of(program));
            line.addAll(switch (this) {
                case ZSH -> List.of("-f");
                case BASH -> List.of("--norc");
                case FISH -> List.of("--no-config");
                default -> List.of();
            });
            line.addAll(List.of("-c", script));
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return out;
        }

        Format format() {
            return this == FISH ? Format.FISH : Format.SHELL;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAShellHasItself(Shell shell) throws IOException, InterruptedException {
        List<String> own = shell.run(shell.all).lines().filter(name -> name.matches(NAME)).toList();
        assertThat(own).contains(shell == Shell.DASH || shell == Shell.KSH ? "IFS" : "_");
        Map<String, String> names = ShellNames.of(own, "");
        assertThat(own).allSatisfy(name -> assertThat(names.get(name)).isNotEqualTo(name));
        assertThat(names.values()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(own);
    }

    /** Values come back under the names that they have, those that are renamed included. */
    @ParameterizedTest
    @EnumSource
    void valuesComeBack(Shell shell) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>(USUAL);
        ids.addAll(List.of("status", "path", "version", "history", "UID", "RANDOM", "options", "umask", "hostname",
                "modules", "_"));
        for (String prefix : List.of("", "q_", "P")) {
            String script = new String(written(shell.format(), ids, prefix), UTF_8);
            Map<String, String> names = ShellNames.of(ids, prefix);
            StringBuilder tell = new StringBuilder();
            ids.forEach(id -> tell.append("printf '%s\\n' \"$").append(names.get(id)).append("\"\n"));
            StringBuilder expected = new StringBuilder();
            ids.forEach(id -> expected.append(value(id)).append('\n'));
            assertThat(shell.run(script + tell)).as(prefix).isEqualTo(expected.toString());
        }
    }

    @Test
    void aPrefixStandsBeforeEach() throws IOException {
        assertThat(new String(written(Format.SHELL, List.of("count", "status"), "jobs_"), UTF_8))
                .isEqualTo("jobs_count='" + value("count").replace("'", "'\\''") + "'\njobs_status='"
                        + value("status").replace("'", "'\\''") + "'\n");
        assertThat(ShellNames.of(List.of("th", "th_"), "pa")).containsEntry("th", "path__").containsEntry("th_",
                "path_");
    }

    private static String value(String id) {
        return "it's \\ \\\\ \"$" + id + "\" `x` #";
    }

    private static byte[] written(Format format, List<String> ids, String prefix) throws IOException {
        Schema<String> schema = new Schema<>(
                ids.stream().map(id -> Column.of(id, Type.TEXT, "any", (String row) -> Value.of(value(id)))).toList(),
                true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<String> rows = format.open(schema, new TableStyle(true, false, () -> 0, false, false, prefix),
                out)) {
            rows.write("");
        }
        return out.toByteArray();
    }
}
