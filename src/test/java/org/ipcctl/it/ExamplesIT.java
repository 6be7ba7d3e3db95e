package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.cli.CommandModel;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.Command.Example;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example of every command, and of the manual pages that are written by hand, as a reader would type it, but for
 * how long a benchmark measures.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class ExamplesIT {
    /** Ends what the line runs, as Ctrl-C at a terminal does; the background job that calls it goes on. */
    private static final String INTERRUPT = String.join("\n",
            "interrupt() {",
            "  for child in $(</proc/$$/task/$$/children); do [ \"$child\" = \"$BASHPID\" ] || kill -INT \"$child\"; "
                    + "done",
            "}", "");

    @BeforeAll
    static void nameSpaces() {
        OwnSpaces.needed();
        Needs.program("jq", "jq");
        Needs.program("less", "less");
    }

    /** Those that take long first: a benchmark does whatever else the machine does. */
    static Stream<Example> ofCommands() {
        return below(Commands.root(), "ipcctl")
                .sorted(Comparator.comparing(example -> !example.command().startsWith("ipcctl bench")));
    }

    private static Stream<Example> below(CommandNode entry, String path) {
        Stream<Example> own = CommandModel.of(entry, path).examples().stream();
        return Stream.concat(own, entry.listed().stream().flatMap(member -> below(member, path + " " + member.name())));
    }

    /** All but those that have a test of their own. */
    static Stream<String> ofPagesAboutAll() throws IOException {
        return Stream.concat(Pasted.in("ipcctl.1").stream(), Pasted.in("ipcctl.7").stream())
                .filter(pasted -> pasted.name() == null).map(Pasted::lines);
    }

    /**
     * The same lines, whose benchmarks take their time for a moment and a round, or three where these are compared, if
     * the example does not say itself how long they take; one that measures nothing is as it was.
     */
    private static String brief(String lines) {
        boolean compared = lines.contains("--compare") || lines.contains("--ab");
        return Pattern.compile("ipcctl bench(?![^;\n]*--(duration|with|figures))[^;\n]*").matcher(lines)
                .replaceAll(bench -> {
                    String rounds = bench.group().contains("--quick") ? "" : " --repeat " + (compared ? 3 : 1);
                    return Matcher.quoteReplacement(
                            bench.group().replaceFirst("bench", "bench --duration 20ms" + rounds));
                });
    }

    /**
     * The same lines, in which whoever waits for another program has more patience than a person: a machine with much
     * to do starts that later. What is to wait in vain does for a second at most.
     */
    private static String patient(String lines) {
        return lines.replaceAll("(--retry|--timeout|-t) ([2-9]|[1-9][0-9])s", "$1 100s");
    }

    @ParameterizedTest
    @MethodSource
    void ofCommands(Example example) {
        Outcome outcome = run(patient(brief(example.before() + "\n" + example.command())) + "\n");
        outcome.exits(example.status());
        assertThat(outcome.err()).as("stderr of %s", outcome).doesNotContain("\tat ", "wrong usage");
    }

    @ParameterizedTest
    @MethodSource
    void ofPagesAboutAll(String lines) {
        run("set -e\n" + lines).exits(0);
    }

    /** Runs lines in name spaces of their own; {@code interrupt} in them ends what they run. */
    static Outcome run(String lines) {
        return OwnSpaces.run(INTERRUPT + lines);
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
