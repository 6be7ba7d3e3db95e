package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Golden;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

/** All options of all commands side by side: one letter means one thing, and one thing is called by one name. */
class OptionTableTest {
    private static final int MANY = 20;

    /** A command and one of its options. */
    private record Use(ModelTest.Command command, Arg<?> option) {
        String words() {
            return command.path().substring("ipcctl".length()).strip();
        }
    }

    private static List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (ModelTest.Command command : ModelTest.all()) {
            command.model().syntax().options().forEach(option -> uses.add(new Use(command, option)));
        }
        return uses;
    }

    private static String letter(Arg<?> option) {
        return option.names().stream().filter(name -> name.length() == 2).findFirst().orElse("");
    }

    /** Who adds an option sees here what its letter and its name mean elsewhere. */
    @Test
    void whatThereIs() {
        Map<String, Map<String, TreeSet<String>>> table = new TreeMap<>();
        for (Use use : uses()) {
            Arg<?> option = use.option();
            String head = option.longestName()
                    + (option.takesValue() ? " " + option.label()
                            : option.mayHaveValue() ? "[=" + option.label() + "]" : "")
                    + (letter(option).isEmpty() ? "" : "    " + letter(option));
            table.computeIfAbsent(head, unknown -> new TreeMap<>())
                    .computeIfAbsent(option.description(), unknown -> new TreeSet<>()).add(use.words());
        }
        StringBuilder text = new StringBuilder();
        table.forEach((head, meanings) -> {
            text.append(head).append('\n');
            meanings.forEach((meaning, commands) -> text.append("    ").append(meaning).append("\n        ")
                    .append(commands.size() > MANY ? commands.size() + " commands" : String.join(", ", commands))
                    .append('\n'));
        });
        Golden.check("options.txt", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneLetterIsOneOptionInAllCommands() {
        Map<String, TreeSet<String>> meanings = new TreeMap<>();
        Map<String, TreeSet<String>> letters = new TreeMap<>();
        for (Use use : uses()) {
            String letter = letter(use.option());
            String name = use.option().longestName();
            if (!letter.isEmpty()) {
                meanings.computeIfAbsent(letter, unknown -> new TreeSet<>()).add(name);
                letters.computeIfAbsent(name, unknown -> new TreeSet<>()).add(letter);
            }
        }
        assertThat(meanings).hasSizeGreaterThan(20)
                .allSatisfy((letter, names) -> assertThat(names).as(letter).hasSize(1));
        assertThat(letters).allSatisfy((name, all) -> assertThat(all).as(name).hasSize(1));
    }

    /** What an option was called once is understood, and told to nobody. */
    @Test
    void formerNamesGoOnWorkingInSilence() {
        int former = 0;
        for (Use use : uses()) {
            Arg<?> option = use.option();
            List<String> value = option.takesValue() ? List.of("1") : List.of();
            for (String name : option.former()) {
                for (Arg<?> other : use.command().model().syntax().options()) {
                    assertThat(other.names()).as("%s of %s", name, use.words()).doesNotContain(name);
                }
                List<String> line = new ArrayList<>(List.of(name));
                line.addAll(value);
                Words read = use.command().model().read(line);
                assertThat(read.problem()).as("%s of %s", name, use.words()).isNull();
                assertThat(read.options()).singleElement()
                        .satisfies(given -> assertThat(given.option()).isSameAs(option));
                assertThat(HelpText.laidOut(use.command().model(), false).lines()
                        .filter(shown -> shown.matches(" {2,6}-.*")).map(shown -> shown.strip().split(" {2,}")[0])
                        .flatMap(names -> List.of(names.split("(, |=| ).*?")).stream())).isNotEmpty()
                        .doesNotContain(name);
                former++;
            }
        }
        assertThat(former).isGreaterThan(30);
    }

    @Test
    void theInitialValueIsInit() {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("init");
            scratch.atEnd(() -> Cli.run("sem", "rm", "-f", name, name + "b", name + "c"));
            Cli.run("sem", "create", name, "--init", "3").succeeds().prints("");
            assertThat(Cli.run("sem", "create", name + "b", "--value", "4").succeeds().prints("").err()).isEmpty();
            assertThat(Cli.run("sem", "create", name + "c", "-n", "5").succeeds().prints("").err()).isEmpty();
            assertThat(Cli.run("sem", "get", name).out() + Cli.run("sem", "get", name + "b").out()
                    + Cli.run("sem", "get", name + "c").out()).isEqualTo("3\n4\n5\n");
            assertThat(Cli.run("sem", "create", "--help").out()).contains("--init").doesNotContain("--value");
        }
    }

    /** As behind flock(1), timeout(1) and nice(1): from the first word of CMD on, all is CMD's. */
    @Test
    void cmdNeedsNoDashes() {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("cmd");
            scratch.atEnd(() -> Cli.run("sem", "rm", "-f", name));
            scratch.atEnd(() -> Cli.run("mutex", "rm", "-f", name));
            Cli.run("sem", "run", name, "--init", "1", "sh", "-c", "exit 5").exits(5);
            Cli.run("sem", "run", "-t", "5s", name, "--timeout", "6s", "sh", "-c", "test \"$0 $*\" = '-- --timeout -n'",
                    "--", "--timeout", "-n").succeeds();
            Cli.run("sem", "run", name, "--", "sh", "-c", "exit 6").exits(6);
            Cli.run("sem", "run", "--", name, "sh", "-c", "exit 7").exits(7);
            Cli.run("sem", "run", name, "-j4", "make").exits(2).complains("unknown option '-j'");
            Cli.run("mutex", "run", name, "sh", "-c", "exit 8").exits(8);
            Cli.run("mutex", "run", name, "printf", "%s", "--help").succeeds();
        }
    }

    @Test
    void fifosAreCreatedByTheirGroupToo() {
        try (Scratch scratch = new Scratch()) {
            Cli.run("fifo", "create", "-m", "640", scratch.path("a"), scratch.path("b")).succeeds().prints("");
            assertThat(Cli.run("fifo", "stat", scratch.path("b"), "--format", "plain", "--columns", "mode").succeeds()
                    .out()).isEqualTo("0640\n");
            Cli.run("fifo", "create", scratch.path("a")).exits(4);
            Cli.run("fifo", "rm", scratch.path("a"), scratch.path("b")).succeeds();
        }
    }
}
