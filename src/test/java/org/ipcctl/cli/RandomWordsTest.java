package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the words are, what is wrong with them is told in two lines with status 2; no command is run here. */
class RandomWordsTest {
    private static final String[] WORDS = {"--=x", "--", "-", "", "-=", "--format=", "--format", "-J", "--json",
        "--json=", "-J=x", "-Jx", "=", "=x", "--x",
        "---", "---x", "--=", "-\u0000".substring(0, 1) + "é", "--é", "é", "\uD83D\uDE00", "-\uD83D\uDE00",
        "--\uD83D\uDE00=\uD83D\uDE00", "\uDCFF\uDC9B", "-\uDCFF",
        "%", "%s%n", "-%", "--%d", "${x}", "$", "@", "@file", "@@", "\"", "'", "'x'", "\"x y\"", "\\", "a\nb", "-\n",
        "--\r\n=x", "\u001b[31m", "\u2028", " ", "-h=", "-hx",
        "--help=x", "-V", "--version", "-v", "-vqv", "-q-", "-5", "-0", "-1.5", "0", "1", "-1", "99999999999999999999",
        "9".repeat(4000), "1e400",
        "0x", "0x10", "1KiB", "-1K", "1s", "1m30s", "1.s", ".", "..", "/", "//", "a/b", "/a", "json", "ndjson", "csv",
        ",", ",,", "name,", "--columns", "--columns=,",
        "--list-columns", "--list", "--l", "--no", "--t", "-t", "-t=", "-E", "-E256", "a=b", "u8", "a:u8", "struct{",
        "sem:", "mutex:x", "x".repeat(70_000),
        "-" + "v".repeat(10_000), "--" + "y".repeat(10_000), "640", "u=rw", "9999", "+", "+x", "NaN", "Infinity",
        "true", "false", "null"};

    static List<ModelTest.Command> all() {
        return ModelTest.all();
    }

    static List<ModelTest.Command> runnable() {
        return ModelTest.runnable();
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void whatCannotBeReadIsTwoLines(ModelTest.Command command) {
        Random random = new Random(command.path().hashCode());
        CommandModel model = command.model();
        List<String> words = vocabulary(model);
        for (int i = 0; i < 1500; i++) {
            List<String> line = line(random, words);
            try {
                Words read = model.read(line);
                if (!read.asksForHelp()) {
                    model.parse(read);
                }
            } catch (UsageException e) {
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int code = new ErrorReporter(err, command.path()).report(e);
                check(line, code, err.toString(StandardCharsets.UTF_8), command.path());
            }
        }
    }

    /** The whole way, with something wrong at the front, so that nothing is ever run. */
    @ParameterizedTest
    @MethodSource("all")
    void theWholeCallTellsItTheSameWay(ModelTest.Command command) {
        Random random = new Random(command.path().length());
        List<String> words = vocabulary(command.model());
        for (int i = 0; i < 60; i++) {
            List<String> line = line(random, words);
            line.add(0, "--no-such-option");
            Outcome outcome = Cli.run(command.words(line.toArray(String[]::new))).exits(2).prints("");
            if (outcome.err().startsWith("{")) {
                assertThat(Json.row(outcome.err())).containsEntry("exit_code", 2L).containsEntry("command",
                        command.path());
            } else {
                check(line, outcome.exitCode(), outcome.err(), command.path());
            }
        }
    }

    /** picocli: IndexOutOfBoundsException as the message. */
    @Test
    void anOptionWithoutANameIsUnknown() {
        Cli.run("shm", "ls", "--=x").exits(2).prints("")
                .complains("ipcctl shm ls: unknown option '--=x'\nTry 'ipcctl shm ls --help'\n");
        Cli.run("--=x").exits(2).prints("").complains("unknown option '--=x'");
        Cli.reading("shm ls --=x\n").execute("batch").exits(2).prints("").complains("unknown option '--=x'");
        Cli.run("--").exits(2).prints("").complains("which command?");
        Cli.run("mq", "--", "ls").exits(2).prints("").complains("options go after the command");
    }

    private static List<String> vocabulary(CommandModel model) {
        List<String> words = new ArrayList<>(List.of(WORDS));
        for (Arg<?> option : model.syntax().options()) {
            for (String name : option.names()) {
                words.add(name);
                words.add(name + "=");
                words.add(name + "=" + WORDS[Math.floorMod(name.hashCode(), WORDS.length)]);
                words.add(name.substring(0, name.length() - 1));
            }
        }
        for (Arg<?> argument : model.syntax().all()) {
            ValueType<?> kind = argument.kind();
            words.addAll(kind == null ? List.of() : kind.candidates());
        }
        return words;
    }

    private static List<String> line(Random random, List<String> words) {
        List<String> line = new ArrayList<>();
        for (int left = random.nextInt(6); left >= 0; left--) {
            line.add(words.get(random.nextInt(words.size())));
        }
        return line;
    }

    private static void check(List<String> line, int code, String err, String path) {
        String shown = line.toString();
        String as = shown.substring(0, Math.min(shown.length(), 300));
        assertThat(code).as(as).isEqualTo(2);
        assertThat(err).as(as).startsWith(path + ": ").endsWith("\nTry '" + path + " --help'\n").hasLineCount(2)
                .doesNotContain("Exception", "IndexOutOf", "picocli", "java.", "cannot be read as",
                        "cannot be understood", "\u001b", " null");
    }
}
