package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What picocli makes of words that are not plain, and of long paragraphs. */
class WordsTest {
    private static final String PARAGRAPH = "wholeword ".repeat(60).strip() + ".";
    private static final CommandNode ROOT = CommandNode.group("ipcctl", "test commands", CommandNode.leaf("echo", "say it", Echo::new));

    private static final class Echo extends Command {
        private final Arg<String> data = optionalArg(ValueType.TEXT, "DATA", "What to say.");

        @Override
        protected List<String> description() {
            return List.of(PARAGRAPH);
        }

        @Override
        protected int run(Args args, Context context) throws Exception {
            context.out().write(("[" + args.get(data) + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return 0;
        }
    }

    /** picocli's search for abbreviated options threw IndexOutOfBoundsException on these. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-", "=", "@", "@file", "\"", "'x'", "a=b", " ", "é"})
    void aWordThatIsNoOptionArrivesAsItIs(String word) {
        Cli.of(ROOT).execute("echo", word).succeeds().prints("[" + word + "]");
        Cli.of(ROOT).execute("echo", "--", word).succeeds().prints("[" + word + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-=", "--=", "--nope", "-%"})
    void aWordThatLooksLikeAnOptionIsWrongUsage(String word) {
        Cli.of(ROOT).execute("echo", word).exits(2).complains(word.substring(0, 2)).complains("Try 'ipcctl echo --help'");
    }

    @Test
    void optionsMayBeAbbreviatedAlsoInFrontOfADash() {
        Cli.of(ROOT).execute("echo", "--qui", "x").succeeds().prints("[x]");
        Cli.of(ROOT).execute("echo", "--qui", "--", "-").succeeds().prints("[-]");
    }

    /** Lines were broken in the midst of words. */
    @Test
    void helpBreaksLinesBetweenWords() {
        assertThat(Cli.of(ROOT).execute("echo", "--help").succeeds().out().lines().filter(line -> line.contains("word")))
                .hasSizeGreaterThan(5).allMatch(line -> line.matches("(wholeword ?)+\\.?"));
    }
}
