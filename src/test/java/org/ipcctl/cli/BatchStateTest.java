package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Nothing of one command of a batch reaches the next. */
class BatchStateTest {
    static List<ModelTest.Command> runnable() {
        return ModelTest.runnable();
    }

    /** A model that was used, well or badly, reads the next line as a new one does. */
    @ParameterizedTest
    @MethodSource("runnable")
    void aModelThatIsUsedAgainKnowsNothingOfTheLastLine(ModelTest.Command command) {
        Models models = Models.kept();
        CommandModel used = models.take(command.entry(), command.path());
        for (OptionSpec option : used.spec().options()) {
            String value = option.arity().max() == 0 ? "" : "=" + sample(used.kindOf(option));
            for (String bad : new String[] {null, "--no-such-option", "--format=nonsense"}) {
                List<String> line = new ArrayList<>(List.of(option.longestName() + value));
                if (bad != null) {
                    line.add(bad);
                }
                line.addAll(arguments(used));
                read(used, line);
                CommandModel again = models.take(command.entry(), command.path());
                CommandModel fresh = command.model();
                List<String> plain = arguments(fresh);
                assertThat(read(again, plain)).as("behind %s", line).isEqualTo(read(fresh, plain));
                assertThat(values(again)).as("behind %s", line).isEqualTo(values(fresh));
            }
        }
    }

    private static String sample(Kind<?> kind) {
        return kind.candidates().isEmpty() ? "1" : kind.candidates().get(0);
    }

    private static List<String> arguments(CommandModel model) {
        List<String> words = new ArrayList<>();
        for (ArgSpec argument : model.spec().args()) {
            if (argument.required()) {
                words.add(argument instanceof OptionSpec option ? option.longestName() + "=1" : sample(model.kindOf(argument)));
            }
        }
        return words;
    }

    private static String read(CommandModel model, List<String> line) {
        try {
            model.parse(model.read(line));
            return "read";
        } catch (UsageException e) {
            return e.getMessage();
        }
    }

    private static List<String> values(CommandModel model) {
        return model.spec().args().stream().map(argument -> argument.paramLabel() + " " + argument.getValue()).toList();
    }

    /** Only the first command's calls were shown. */
    @Test
    void verboseOfTheBatchHoldsForAllItsCommands() {
        Outcome outcome = Cli.reading("sem stat no-such-1\nsem stat no-such-2 -v\nsem stat no-such-3\n").execute("batch", "-v", "-k").exits(3);
        for (int i = 1; i <= 3; i++) {
            assertThat(outcome.err()).containsPattern("\\w+\\([^\n]*no-such-" + i + "[^\n]*\\) = -1 ENOENT");
        }
    }

    @Test
    void verboseOfACommandHoldsForThatOne() {
        Outcome outcome = Cli.reading("sem stat no-such-1\nsem stat no-such-2 -v\nsem stat no-such-3\n").execute("batch", "-k").exits(3);
        assertThat(outcome.err()).containsPattern("no-such-2[^\n]*\\) = -1 ENOENT").doesNotContainPattern("no-such-[13][^\n]*\\) = -1");
    }

    /** Its own -E, --format and --quiet are for its errors alone. */
    @Test
    void optionsOfOneCommandAreNotTheNexts() {
        Outcome outcome = Cli.reading("mq recv no-such -J\nmq recv no-such\nmq recv --no-such -J\nmq recv --no-such\n").execute("batch", "-k", "--format", "plain",
                "--columns", "exit_code,error").exits(3);
        assertThat(outcome.out().lines().toList()).hasSize(4);
        assertThat(outcome.out().lines().map(line -> line.contains("{")).toList()).containsExactly(true, false, true, false);
    }
}
