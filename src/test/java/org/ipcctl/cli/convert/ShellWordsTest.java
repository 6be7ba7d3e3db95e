package org.ipcctl.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.ipcctl.kernel.OsString;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are cut as bash cuts them; bash itself is asked. */
class ShellWordsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {
        "mq send q x", "  a\t b  ", "a 'b c' d", "a \"b c\" d", "'a'\"b\"c\\ d", "''", "\"\"", "a'' ''b",
        "\"a \\\" \\\\ \\$ \\` \\n '\"", "'\\'",
        "a#b #c 'd", "$'\\x41\\n\\t\\\\\\'\\\"\\101'", "$'\\xff\u00e9'", "a=b {c} [d] ~ ! %", "\u00e9 \u4e16",
        "-- -x --y=z", "# only a comment", ""})
    void cutsAsBashDoes(String line) throws IOException {
        Needs.program("bash", "bash");
        // Each word in brackets and a newline; set -f, for nothing is expanded here.
        Process bash = new ProcessBuilder("bash", "-c",
                "set -f +H; HOME='~'; set -- " + line + "\nprintf '[%s]\\n' \"$#\" \"$@\"").start();
        byte[] expected = bash.getInputStream().readAllBytes();
        List<String> words = ShellWords.split(line);
        StringBuilder actual = new StringBuilder("[" + words.size() + "]\n");
        words.forEach(word -> actual.append('[').append(word).append("]\n"));
        assertThat(OsString.encode(actual.toString())).as(new String(expected, StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "a | b ~ '|' at character 3 would be the shell's", "a > b ~ '>' at character 3", "a; b ~ ';' at character 2",
        "a & ~ '&'",
        "$HOME ~ '$' at character 1 would be expanded", "\"$x\" ~ write \\$",
        "'a ~ the quote ' at character 1 has no end", "\"a ~ has no end", "$'a ~ has no end",
        "a\\ ~ it ends with a backslash", "$'\\q' ~ there is no escape \\q", "$'\\x00' ~ no word can hold a zero byte"})
    void refusesWhatAShellWouldDoSomethingAbout(String line, String reason) {
        assertThatThrownBy(() -> ShellWords.split(line)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void cutsAsBashDoesWhateverChanceWrites() throws IOException, InterruptedException {
        Needs.program("bash", "bash");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] parts = {"a", "b", " ", "\t", "'", "\"", "\\", "$'", "#", "x41", "101", "\\n", "\\x7", "\\'", "\\\"",
            "\\\\", "\u00e9", "\ud83d\ude00", "0", "=", "%", "\\e", "\\?"};
        List<String> lines = new ArrayList<>();
        StringBuilder script = new StringBuilder("set -f +H +B; HOME='~'\n");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        while (lines.size() < 5_000) {
            String line = random.ints(random.nextInt(16), 0, parts.length).mapToObj(i -> parts[i])
                    .collect(Collectors.joining());
            List<String> words;
            try {
                words = ShellWords.split(line);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            String number = lines.size() + ":";
            lines.add(line);
            script.append("set -- ").append(line).append("\nprintf '[%s]\\n' ").append(number).append(" \"$@\"\n");
            expected.writeBytes(OsString.encode("[" + number + "]\n"));
            words.forEach(word -> expected.writeBytes(OsString.encode("[" + word + "]\n")));
        }
        Path file = Files.write(directory.resolve("lines"), OsString.encode(script.toString()));
        Process bash = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)).as("seed %d", seed)
                .isEqualTo(expected.toString(StandardCharsets.ISO_8859_1));
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void neverFailsInAnotherWay() {
        Random random = new Random(7);
        String alphabet = "ab '\"\\$`#|x0\t\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                ShellWords.split(line.toString());
            } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }
}
