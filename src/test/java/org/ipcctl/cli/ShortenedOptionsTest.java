package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One rule for shortened options: of every option of every command, wherever it stands and whatever stands beside it.
 */
class ShortenedOptionsTest {
    /** Arguments that picocli's own search for shortened options was led astray by. */
    private static final List<List<String>> ARGUMENTS = List.of(List.of(), List.of("word"), List.of("-"), List.of(""),
            List.of("%"),
            List.of("-", "", "%", "a=b", "é", "-5"));

    static List<ModelTest.Command> runnable() {
        return ModelTest.runnable();
    }

    /** Each beginning of a name is that option where no other begins so, and refused with all that do otherwise. */
    @ParameterizedTest
    @MethodSource("runnable")
    void whatNoOtherOptionBeginsWithIsThatOption(ModelTest.Command command) {
        CommandModel model = command.model();
        for (Arg<?> option : model.syntax().options()) {
            for (String name : option.names()) {
                for (int length = 3; name.startsWith("--") && length <= name.length(); length++) {
                    check(model, option, name, name.substring(0, length));
                }
            }
        }
    }

    private static void check(CommandModel model, Arg<?> option, String name, String shortened) {
        Set<Arg<?>> fitting = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Arg<?> other : model.syntax().options()) {
            if (other.names().contains(shortened)) {
                fitting.clear();
                fitting.add(other);
                break;
            } else if (other.names().stream().anyMatch(whole -> whole.startsWith(shortened))) {
                fitting.add(other);
            }
        }
        boolean valued = option.takesValue();
        for (List<String> arguments : ARGUMENTS) {
            for (int at = 0; at <= arguments.size(); at++) {
                for (boolean joined : valued ? new boolean[] {true, false} : new boolean[] {false}) {
                    Words read = model.read(line(arguments, at, shortened, option, joined));
                    if (fitting.size() > 1) {
                        assertThat(read.problem()).as(shortened)
                                .hasMessageContaining("'" + shortened + "' is ambiguous");
                        fitting.forEach(one -> assertThat(read.problem().getMessage()).contains(one.longestName()));
                    } else if (fitting.contains(option)) {
                        Words whole = model.read(line(arguments, at, name, option, joined));
                        assertThat(read.problem()).as("%s in place of %s among %s", shortened, name, arguments)
                                .isNull();
                        assertThat(read.options()).isEqualTo(whole.options()).isNotEmpty();
                        assertThat(read.arguments()).isEqualTo(whole.arguments());
                        if (model.syntax().ownArguments() == Integer.MAX_VALUE) {
                            assertThat(read.arguments()).isEqualTo(arguments);
                        }
                    }
                }
            }
            if (model.syntax().ownArguments() < Integer.MAX_VALUE) {
                break;
            }
        }
    }

    private static List<String> line(List<String> arguments, int at, String name, Arg<?> option, boolean joined) {
        List<String> line = new ArrayList<>(arguments);
        line.add(at, option.takesValue() && joined ? name + "=--value" : name);
        if (option.takesValue() && !joined) {
            line.add(at + 1, "--value");
        }
        if (option.isOfTwoWords()) {
            line.add(at + (joined ? 1 : 2), "--second");
        }
        return line;
    }

    /**
     * Also in the whole call: what is ambiguous is status 2 and two lines, and the help and the columns come for what
     * is not.
     */
    @ParameterizedTest
    @MethodSource("runnable")
    void theWholeCallFollowsTheSameRule(ModelTest.Command command) {
        CommandModel model = command.model();
        for (String name : List.of("--help", ResultOptions.LIST_COLUMNS)) {
            if (name.equals(ResultOptions.LIST_COLUMNS) && model.schema() == null
                    || model.syntax().ownArguments() < Integer.MAX_VALUE) {
                continue;
            }
            Outcome whole = Cli.run(command.words(name)).succeeds();
            for (int length = 3; length < name.length(); length++) {
                String shortened = name.substring(0, length);
                boolean clear = model.read(List.of(shortened)).problem() == null;
                for (String[] line : new String[][] {{shortened}, {"-", shortened, ""}, {"%", "", shortened},
                    {"-q", "-5", shortened, "--quiet"}}) {
                    if (command.entry().isGroup() && line.length == 3) {
                        continue;
                    }
                    Outcome outcome = Cli.run(command.words(line));
                    if (clear && !(command.entry().isGroup() && line.length > 1
                            && name.equals(ResultOptions.LIST_COLUMNS))) {
                        outcome.succeeds().prints(whole.out());
                    } else if (!clear) {
                        assertThat(outcome.exits(2).prints("").err()).hasLineCount(2).contains("is ambiguous");
                    }
                }
            }
        }
    }

    /** A shortened --list-columns received a message. */
    @Test
    void noFormOfListColumnsReceivesAMessage() {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("short");
            scratch.atEnd(() -> MessageQueue.unlink(name));
            Cli.run("mq", "create", name).succeeds();
            Cli.run("mq", "send", name, "kept").succeeds();
            Cli.run("mq", "recv", name, "--list-col").succeeds();
            Cli.run("mq", "recv", "--list-c", name, "--format", "json").succeeds();
            Cli.run("mq", "recv", name, "--li").exits(2)
                    .complains("'--li' is ambiguous; it can be --lines or --list-columns");
            Cli.run("mq", "recv", name, "--l").exits(2);
            Cli.run("mq", "recv", name, "--columns", "--list-columns").exits(2)
                    .complains("there is no column '--list-columns'");
            Cli.reading("recv\n").execute("mq", "send", name, "-", "--prio", "3", "--quie").succeeds();
            Cli.run("mq", "send", name, "", "--prio=4").succeeds();
            Cli.reading("mq recv " + name + " --list-col\nmq recv '' --list-col\nmq send " + name + " '' --prio 5\n")
                    .execute("batch").succeeds();
            Cli.run("mq", "stat", name, "--colu", "messages", "--form=plain").succeeds().prints("4\n");
            Cli.run("mq", "recv", name, "-n", "4", "--form", "plain", "--col=priority,payload").succeeds()
                    .prints("5\t\n4\t\n3\trecv\\n\n0\tkept\n");
        }
    }

    /** Behind -- nothing is an option, nor in the place of a value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            mq send       | q -- --list-columns       | none
            mq recv       | --columns --list-columns  | --columns
            mq recv       | --columns --              | --columns
            mq recv       | -n3 q                     | --count
            mq recv       | -n=3 q                    | --count
            mq recv       | -0n 3 q                   | --null
            pipe-demo exec | ls --help                | none
            pipe-demo exec | -v ls --list -v -- x     | --verbose
            sock pair     | -- a --help -- b --help   | none
            sem run       | s -- ls --help            | none
            """)
    void wordsThatAreNotOursAreLeftAlone(String command, String line, String first) {
        CommandNode entry = Commands.root();
        for (String word : command.split(" ")) {
            entry = entry.find(word);
        }
        Words read = CommandModel.of(entry, "ipcctl " + command).read(List.of(line.split(" ")));
        assertThat(read.problem()).isNull();
        assertThat(read.asksForHelp()).isFalse();
        assertThat(read.has(ResultOptions.LIST_COLUMNS)).isFalse();
        assertThat(read.options().isEmpty() ? null : read.options().get(0).option().longestName()).isEqualTo(first);
    }

    /**
     * -J stands for --format json; of both the last one wins, and so it is with every option that stands for another.
     */
    @Test
    void theLastOfAnAliasAndWhatItStandsForWins() {
        int aliases = 0;
        for (ModelTest.Command command : runnable()) {
            CommandModel model = command.model();
            for (Arg<?> option : model.syntax().options()) {
                if (option.alias() == null) {
                    continue;
                }
                String name = option.longestName();
                String target = option.alias().target().longestName();
                assertThat(last(model, name, target + "=other")).isEqualTo("other");
                assertThat(last(model, target + "=other", name)).isEqualTo(option.alias().value());
                aliases++;
            }
        }
        assertThat(aliases).isGreaterThanOrEqualTo(runnable().size());
        assertThat(Cli.run("shm", "ls", "-J", "--format", "csv").succeeds().out()).startsWith("name,");
        assertThat(Cli.run("shm", "ls", "--format", "csv", "-J").succeeds().out()).startsWith("[");
        assertThat(Cli.run("shm", "stat", "-J", "--format", "csv", "no-such").exits(3).err()).startsWith("ipcctl");
    }

    private static String last(CommandModel model, String... words) {
        List<Words.Given> given = model.read(List.of(words)).options();
        return given.get(given.size() - 1).value();
    }
}
