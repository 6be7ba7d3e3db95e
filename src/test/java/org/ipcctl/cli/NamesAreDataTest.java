package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ipcctl.kernel.OsString;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names from outside are data: no terminal obeys one that is told in an error, and advice with one in it can be pasted
 * into a shell.
 */
class NamesAreDataTest {
    private static final List<String> HOSTILE = List.of("a b", "a;echo oops", "$(echo x)`echo y`", "it's", "say \"no\"",
            "*", "#x", "~root",
            "new\nline", "esc\u001b[31m\u009b1m", "\u202egpj", "stray\udc9b\udcff", "\\", "&", "a'b\u0007\\n0",
            "\u00e9t\u00e9");

    /** Commands that refuse an object which is not there: {@code @} is its name, {@code %} its path. */
    private static Stream<String> refusing() {
        return Stream.of("shm read @", "shm write @ x", "shm stat @", "shm rm @", "sem get @", "sem post @", "sem rm @",
                "mq stat @", "mq recv @",
                "mq send @ x", "mq rm @", "mutex stat @", "mutex rm @", "cond stat @", "cond signal @", "fifo read %",
                "fifo stat %", "fifo rm %",
                "sock connect %", "sock peer %");
    }

    @ParameterizedTest
    @MethodSource("refusing")
    void adviceNamesTheObjectAndDoesNothingElse(String command) throws Exception {
        try (Scratch scratch = new Scratch()) {
            for (String hostile : HOSTILE) {
                String name = (command.contains("%") ? scratch.path("f") : Scratch.name("n").substring(1)) + hostile;
                Outcome outcome = Cli.run(Arrays.stream(command.split(" "))
                        .map(word -> word.equals("@") || word.equals("%") ? name : word)
                        .toArray(String[]::new));
                assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(ExitCode.NO_SUCH_OBJECT.number());
                assertThat(outcome.err().replace("\n", "").codePoints()).as("what a terminal gets of %s", outcome)
                        .noneMatch(c -> Character.isISOControl(c) || c == '\u202e' || c == 0xFFFD
                                || Character.getType(c) == Character.SURROGATE);
                for (List<String> words : advised(outcome.err(), scratch)) {
                    assertThat(words).as("the words of the advice in %s", outcome)
                            .allMatch(word -> word.equals(name) || word.equals("/" + name)
                                    || !word.contains(Scratch.PREFIX) && word.matches("[-\\w]+"));
                }
            }
        }
    }

    /** The words of each command that is shown between quotes, as bash takes them. */
    private static List<List<String>> advised(String err, Scratch scratch) throws Exception {
        List<List<String>> all = new ArrayList<>();
        for (int at = err.indexOf("ipcctl "); at >= 0; at = err.indexOf("ipcctl ", at + 1)) {
            char mark = at == 0 ? '\n' : err.charAt(at - 1);
            if (mark == '\'' || mark == '"') {
                int next = err.indexOf(mark + "ipcctl ", at);
                String shown = err.substring(at, next < 0 ? err.length() : next);
                all.add(words(shown.substring(0, shown.lastIndexOf(mark)), scratch));
            }
        }
        return all;
    }

    private static List<String> words(String command, Scratch scratch) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash");
        builder.directory(scratch.directory().toFile()).redirectErrorStream(true).environment().put("LC_ALL",
                "C.UTF-8");
        Process bash = builder.start();
        bash.getOutputStream().write(OsString.encode("ipcctl() { printf '%s\\0' \"$@\"; }; " + command + "\n"));
        bash.getOutputStream().close();
        String out = OsString.decode(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor()).as("bash takes %s, and says %s", command, out).isZero();
        return List.of(out.split("\0"));
    }
}
