package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What messages and texts tell the user to type is what the parser takes: a hint cannot name a command or an option
 * that there is not.
 */
class HintsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/ipcctl");
    /** A command line in a text, or one that is put together. */
    private static final Pattern COMMAND = Pattern.compile("(?:'|shown\\(\")ipcctl ");

    /** Each {@code 'ipcctl ...'} and {@code shown("ipcctl ...")} of the code, with 1 for what is put in at run time. */
    static Stream<String> commandLines() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file).replaceAll("(?m)^\\s*(\\*|//|/\\*).*$", "");
                Matcher matcher = COMMAND.matcher(code);
                while (matcher.find()) {
                    lines.add(commandLine(code, matcher.end()).strip());
                }
            }
        }
        return lines.stream();
    }

    /** What a literal has from {@code start} on, up to the end of its quotation or of the expression. */
    private static String commandLine(String code, int start) {
        StringBuilder line = new StringBuilder();
        StringBuilder value = new StringBuilder();
        boolean literal = true;
        int depth = 0;
        for (int i = start; i < code.length() && depth >= 0; i++) {
            char c = code.charAt(i);
            if (c == '"' && depth == 0) {
                String put = value.toString().replaceAll("[+\\s]", "");
                line.append(put.isEmpty() ? "" : put.equals("command") || line.isEmpty() ? "mutex" : "1");
                value.setLength(0);
                literal = !literal;
            } else if (literal && "'|;&<>".indexOf(c) >= 0 || !literal && c == ';') {
                return line.toString();
            } else if (literal) {
                line.append(c);
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                value.append(depth < 0 ? "" : String.valueOf(c));
            }
        }
        return line + (value.toString().isBlank() ? "" : "1");
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void theParserTakesIt(String line) {
        CommandNode entry = Commands.root();
        String path = "ipcctl";
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        while (!words.isEmpty() && entry.find(words.get(0)) != null) {
            entry = entry.find(words.get(0));
            path += " " + words.remove(0);
        }
        assertThat(entry.isRunnable() || words.equals(List.of(Words.HELP)) || words.equals(List.of(Words.VERSION)))
                .as("'%s' is a command", line).isTrue();
        if (line.matches(".* -\\S+")) {
            // A text that names an option, and not its value.
            words.add("1");
        }
        assertThat(CommandModel.of(entry, path).read(words).problem()).as(line).isNull();
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(commandLines())
                .contains("mq ls", "mq create 1", "mq create NAME --message-size 1", "shm create 1 --size SIZE",
                        "mutex create 1", "sock connect")
                .hasSizeGreaterThan(30);
    }

    @Test
    void floorsBelowSayWhatIsAndNotWhatToType() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("mq"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(file)).as(file.toString())
                        .doesNotContainPattern("\"[^\"\n]*(ipcctl [a-z]|--(?!pid|msgqueue))");
            }
        }
    }

    @Test
    void aNameIsQuotedForTheShell() {
        assertThat(Hints.of(new KernelException("mq_open", "/a b", Errno.ENOENT))).contains("ipcctl mq create", "a b",
                "'ipcctl mq ls'");
        assertThat(Hints.of(new KernelException("mq_send", "/a", Errno.EMSGSIZE).asking(9000)))
                .contains("--message-size 9000'");
        assertThat(Hints.of(
                new KernelException("mq_open", "/a", Errno.EMFILE).advise("Ask for less, or raise it: ulimit -q 9")))
                .isEqualTo("'ipcctl limits mq' shows what is in use. Ask for less, or raise it: ulimit -q 9");
        assertThat(Hints.of(new KernelException("mq_open", "/a", Errno.EMFILE).advise("Raise it: ulimit -n 9")))
                .isEqualTo("Raise it: ulimit -n 9");
        assertThat(Hints.of(new KernelException("open", "/a", Errno.ENOENT).advise("Look."))).isEqualTo("Look.");
    }
}
