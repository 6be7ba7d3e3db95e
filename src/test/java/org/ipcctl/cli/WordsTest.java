package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ipcctl.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What picocli makes of words that are not plain, and of long paragraphs. */
class WordsTest {
    private static final String PARAGRAPH = "wholeword ".repeat(60).strip() + ".";
    private static final CommandNode ROOT = CommandNode.group("ipcctl", "test commands",
            CommandNode.leaf("echo", "say it", Echo::new));

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
        Cli.of(ROOT).execute("echo", word).exits(2).complains(word.substring(0, 2))
                .complains("Try 'ipcctl echo --help'");
    }

    @Test
    void optionsMayBeAbbreviatedAlsoInFrontOfADash() {
        Cli.of(ROOT).execute("echo", "--qui", "x").succeeds().prints("[x]");
        Cli.of(ROOT).execute("echo", "--qui", "--", "-").succeeds().prints("[-]");
    }

    private static final class Often extends Command {
        private final Arg<Duration> every = flagOrOpt(ValueType.DURATION, Duration.ofSeconds(1), "How often.", "-w",
                "--when");
        private final Arg<List<String>> data = args(ValueType.TEXT, "DATA", "What to say.", 0);

        @Override
        protected int run(Args args, Context context) throws Exception {
            context.out()
                    .write((args.get(every) + " " + args.get(data)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return 0;
        }
    }

    /** As getopt_long's optional_argument. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x              | null [x]
            --when x       | PT1S [x]
            --when 2s      | PT1S [2s]
            --when=2s x    | PT2S [x]
            --whe=300ms    | PT0.3S []
            -w 5           | PT1S [5]
            -w5            | PT5S []
            -w=5 x         | PT5S [x]
            -qw x          | PT1S [x]
            -qw2m x        | PT2M [x]
            --when=3 -w    | PT1S []
            --when -- 4    | PT1S [4]
            """)
    void aValueThatMayBeMissingIsJoinedToItsOption(String line, String read) {
        Cli often = Cli
                .of(CommandNode.group("ipcctl", "test commands", CommandNode.leaf("often", "say it", Often::new)));
        often.execute(("often " + line).split(" ")).succeeds().prints(read);
    }

    @Test
    void helpShowsThatAValueMayBeMissing() {
        Cli often = Cli
                .of(CommandNode.group("ipcctl", "test commands", CommandNode.leaf("often", "say it", Often::new)));
        assertThat(often.execute("often", "--help").succeeds().out()).contains("-w, --when[=DUR]");
        often.execute("often", "--when=soon").exits(2).complains("invalid value for option '--when': 'soon'");
    }

    /** Lines were broken in the midst of words. */
    @Test
    void helpBreaksLinesBetweenWords() {
        assertThat(
                Cli.of(ROOT).execute("echo", "--help").succeeds().out().lines().filter(line -> line.contains("word")))
                .hasSizeGreaterThan(5).allMatch(line -> line.matches("(wholeword ?)+\\.?"));
    }
}
