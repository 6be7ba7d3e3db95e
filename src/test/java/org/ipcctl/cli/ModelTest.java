package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.kernel.OsString;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Golden;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command there is. */
class ModelTest {
    /**
     * Variables that bash, dash, zsh, ksh or fish give a meaning of their own; {@code --format shell} must not set
     * them.
     */
    private static final Set<String> SHELL_VARIABLES = Set.of("path", "cdpath", "fpath", "mailpath", "manpath", "argv",
            "status", "pipestatus",
            "uid", "euid", "gid", "egid", "username", "home", "user", "pwd", "oldpwd", "ifs", "ps1", "ps2", "ps3",
            "ps4", "prompt", "options",
            "signals", "histchars", "history", "lines", "columns", "random", "seconds", "shlvl", "term", "mail",
            "optarg", "optind", "ppid",
            "reply", "match", "commands", "functions", "aliases", "parameters", "modules", "hostname", "version",
            "host", "module_path",
            "watch", "words", "keymap", "widgets", "jobstates", "jobtexts", "jobdirs", "nameddirs", "userdirs", "errno",
            "epochseconds",
            "psvar", "cdpaths", "fignore", "sprompt", "hostaliases", "machtype", "ostype", "hosttype", "dirstack",
            "groups", "funcname",
            "shellopts", "bashopts", "bashpid", "bash", "opterr", "linenum", "lineno", "timefmt", "umask", "fish_pid",
            "cmd_duration", "ksh_version",
            "_", "env", "edit_mode", "srandom", "mapfile", "coproc", "compreply", "tmout", "histsize", "histfile",
            "histcmd", "zdotdir");
    private static final int[] WIDTHS = {40, 60, 80, 100};
    private static final Path HELP = Path.of("src/main/resources/org/ipcctl/help");

    /** An entry of the registry with all words up to it. */
    record Command(CommandNode entry, String path) {
        String[] words(String... more) {
            List<String> words = new ArrayList<>(Arrays.asList(path.split(" ")).subList(1, path.split(" ").length));
            words.addAll(Arrays.asList(more));
            return words.toArray(String[]::new);
        }

        CommandModel model() {
            return CommandModel.of(entry, path);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static List<Command> all() {
        return below(new Command(Commands.root(), "ipcctl")).toList();
    }

    static List<Command> runnable() {
        return all().stream().filter(command -> command.entry().isRunnable()).toList();
    }

    private static Stream<Command> below(Command command) {
        return Stream.concat(Stream.of(command), command.entry().listed().stream()
                .flatMap(entry -> below(new Command(entry, command.path() + " " + entry.name()))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void helpIsAsAgreed(Command command) {
        String help = HelpText.laidOut(command.model(), false);
        Golden.check(HELP.resolve(HelpText.fileName(command.path(), false)), OsString.encode(help));
        assertThat(help).doesNotContain("%n", "%%").containsOnlyOnce("\nExit status: ");
        for (int width : WIDTHS) {
            fits(help, width, command.model().examples());
        }
    }

    /** What, how, arguments, the options that people use, two examples. */
    @ParameterizedTest
    @MethodSource("runnable")
    void theShortHelpIsAScreen(Command command) {
        String help = HelpText.laidOut(command.model(), true);
        Golden.check(HELP.resolve(HelpText.fileName(command.path(), true)), OsString.encode(help));
        String screen = HelpText.fit(help, 80);
        assertThat(screen.lines().count()).as("lines").isLessThanOrEqualTo(30);
        fits(help, 80, command.model().examples());
        assertThat(help).startsWith("Usage: " + command.path())
                .contains("\nExamples:\n", "  -h, --help ", "'" + command.path() + " --help'")
                .doesNotContain("%n", "%%");
        for (Arg<?> positional : command.model().syntax().positionals()) {
            assertThat(help).contains(positional.label());
        }
    }

    /** No line is wider but an example, and none of these nor a word is broken. */
    private static void fits(String help, int width, List<org.ipcctl.cli.Command.Example> examples) {
        String fitted = HelpText.fit(help, width);
        Set<String> whole = examples.stream().map(example -> "  " + example.command()).collect(Collectors.toSet());
        assertThat(fitted.lines()
                .filter(line -> line.length() > width && line.strip().contains(" ") && !whole.contains(line)))
                .as("%d", width).isEmpty();
        assertThat(fitted.replaceAll("\\s+", " ")).isEqualTo(help.replaceAll("\\s+", " "));
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "COLUMNS", matches = ".*")
    void helpIsAsWideAsTheTerminal() {
        assertThat(HelpText.width(ofWidth(0))).isEqualTo(80);
        assertThat(HelpText.width(ofWidth(72))).isEqualTo(72);
        assertThat(HelpText.width(ofWidth(300))).isEqualTo(100);
        assertThat(HelpText.width(ofWidth(3))).isEqualTo(40);
    }

    private static Io ofWidth(int width) {
        return (Io) Proxy.newProxyInstance(Io.class.getClassLoader(), new Class<?>[] {Io.class},
                (proxy, method, args) -> width);
    }

    /** The files that were just written are not on the class path yet. */
    @ParameterizedTest
    @MethodSource("all")
    @DisabledIfSystemProperty(named = "ipcctl.write", matches = "true")
    void helpIsPrintedAsItIsKept(Command command) throws IOException {
        int width = HelpText.width(ofWidth(0));
        String kept = Files.readString(HELP.resolve(HelpText.fileName(command.path(), false)));
        assertThat(Cli.run(command.words("--help")).succeeds().out()).isEqualTo(HelpText.fit(kept, width));
        String screen = command.entry().isRunnable()
                ? Files.readString(HELP.resolve(HelpText.fileName(command.path(), true))) : kept;
        assertThat(Cli.run(command.words("-h")).succeeds().out()).isEqualTo(HelpText.fit(screen, width));
        assertThat(Cli.run(command.words("-h", "--help")).succeeds().out()).isEqualTo(HelpText.fit(kept, width));
    }

    @Test
    void helpIsKeptForNothingElse() throws IOException {
        try (Stream<Path> kept = Files.walk(HELP).filter(Files::isRegularFile)) {
            assertThat(kept.map(path -> HELP.relativize(path).toString()))
                    .hasSameElementsAs(Stream.concat(all().stream().map(c -> HelpText.fileName(c.path(), false)),
                            runnable().stream().map(c -> HelpText.fileName(c.path(), true))).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void summariesAreClauses(Command command) {
        assertThat(command.entry().summary()).matches("[a-z].*[a-zA-Z0-9)]").hasSizeLessThan(90);
        assertThat(command.entry().name()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void everyArgumentSaysInASentenceWhatItIs(Command command) {
        for (Arg<?> argument : command.model().syntax().all()) {
            assertThat(argument.description()).as(argument.shown()).matches("(?s)[A-Z0-9'-].*[.?]");
        }
        command.model().paragraphs().forEach(paragraph -> assertThat(paragraph).matches("(?s)['A-Z-].*\\."));
        command.model().examples().forEach(example -> {
            assertThat(example.command()).contains("ipcctl ");
            assertThat(example.purpose()).matches("[a-z0-9].*[^.]");
        });
        assertThat(command.model().examples()).as("examples of %s", command).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void optionNamesAreThoseOfUnix(Command command) {
        Set<String> seen = new HashSet<>();
        for (Arg<?> option : command.model().syntax().options()) {
            for (String name : option.names()) {
                assertThat(name).matches("-[a-zA-Z0-9]|--[a-z]+(-[a-z]+)*");
                assertThat(seen.add(name)).as("%s twice", name).isTrue();
            }
            assertThat(option.longestName()).startsWith("--");
        }
        for (Arg<?> positional : command.model().syntax().positionals()) {
            assertThat(positional.label()).matches("[A-Z0-9]+(:[A-Z]+)?");
        }
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void columnsCanBeVariablesOfAScript(Command command) {
        Schema<?> schema = command.model().schema();
        if (schema == null) {
            Cli.run(command.words("--list-columns")).exits(2);
            return;
        }
        for (Column<?> column : schema.columns()) {
            assertThat(column.id()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*").isNotIn(SHELL_VARIABLES);
            assertThat(column.help()).matches("(PIPE_BUF|[a-z0-9]).*[^.]");
        }
        Cli.run(command.words("--list-columns", "--format", "plain")).succeeds();
        String last = schema.columns().get(schema.columns().size() - 1).id();
        assertThat(Cli.run(command.words("--list-columns", "--columns", last, "--format", "plain")).succeeds().out())
                .startsWith(last + "\t").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void wrongUsageIsTwoLinesAndStatus2(Command command) {
        String hint = "Try '" + command.path() + " --help'";
        Outcome unknown = Cli.run(command.words("--no-such-option")).exits(2).prints("")
                .complains("unknown option '--no-such-option'", hint);
        assertThat(unknown.err()).hasLineCount(2).startsWith(command.path() + ": ");
        assertThat(Cli.run(command.words("--format", "nonsense")).exits(2).prints("").err()).hasLineCount(2)
                .contains("'nonsense' is not a format; use ",
                        "table, plain, json, ndjson, csv, shell, fish or markdown", hint);
        Outcome json = Cli.run(command.words("--format", "json", "--no-such-option")).exits(2);
        assertThat(Json.row(json.err())).containsEntry("command", command.path()).containsEntry("exit_code", 2L);
        boolean needsAnArgument = command.model().syntax().positionals().stream().anyMatch(Arg::isRequired);
        if (needsAnArgument) {
            assertThat(Cli.run(command.words()).exits(2).prints("").err()).hasLineCount(2).contains(": missing ", hint);
        }
    }

    /** Values of a kind that no word of letters can be: numbers, sizes, durations, modes, and one of a few words. */
    @ParameterizedTest
    @MethodSource("runnable")
    void aBadValueOfAnyOptionIsTwoLinesAndStatus2(Command command) {
        CommandModel model = command.model();
        for (Arg<?> option : model.syntax().options()) {
            ValueType<?> kind = option.kind();
            if (kind != null && kind.type() != String.class) {
                Outcome outcome = Cli.run(command.words(option.longestName() + "=no~such")).exits(2).prints("")
                        .complains(option.longestName() + "': 'no~such' ", "Try '" + command.path() + " --help'");
                assertThat(outcome.err()).hasLineCount(2);
            } else if (kind == null && !option.longestName().equals(Words.HELP)) {
                assertThat(Cli.run(command.words(option.longestName() + "=no~such")).exits(2).prints("").err())
                        .hasLineCount(2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void anArgumentTooManyIsTwoLinesAndStatus2(Command command) {
        CommandModel model = command.model();
        List<Arg<?>> positionals = model.syntax().positionals();
        boolean endless = positionals.stream().anyMatch(positional -> positional.isRepeated());
        if (!endless && !command.entry().isGroup()) {
            String[] words = positionals.stream().map(Arg::kind)
                    .map(kind -> kind.candidates().isEmpty() ? kind.type() == String.class ? "word" : "1"
                            : kind.candidates().get(0))
                    .toArray(String[]::new);
            String[] more = Arrays.copyOf(words, words.length + 1);
            more[words.length] = "surplus";
            List<String> all = new ArrayList<>(Arrays.asList(command.words(more)));
            model.syntax().options().stream().filter(Arg::isRequired)
                    .forEach(option -> all.add(option.longestName() + "=1"));
            Outcome outcome = Cli.run(all.toArray(String[]::new)).exits(2).prints("")
                    .complains("unexpected argument 'surplus'", "Try '" + command.path() + " --help'");
            assertThat(outcome.err()).hasLineCount(2);
        }
    }

    /**
     * Where a command lists or describes without being told what: its JSON has the columns of --list-columns, in that
     * order.
     */
    @ParameterizedTest
    @ValueSource(strings = {"pipe-demo eof", "pipe-demo message", "pipe-demo sigpipe", "pipe-demo capacity"})
    void jsonHasTheListedColumns(String command) {
        listedAndPrinted(command.split(" "));
    }

    @Test
    void jsonOfAnObjectHasTheListedColumns() {
        try (Scratch scratch = new Scratch()) {
            String name = Scratch.name("model");
            scratch.atEnd(() -> MessageQueue.unlink(name));
            scratch.atEnd(() -> SharedMemory.unlink(name));
            Cli.run("mq", "create", name).succeeds();
            Cli.run("mq", "send", name, "x").succeeds();
            Cli.run("shm", "write", name, "x", "--create").succeeds();
            Cli.run("mkfifo", scratch.path("f")).succeeds();
            listedAndPrinted("mq", "stat", name);
            listedAndPrinted("mq", "recv", name);
            listedAndPrinted("shm", "ls");
            listedAndPrinted("shm", "stat", name);
            listedAndPrinted("shm", "read", name);
            listedAndPrinted("fifo", "stat", scratch.path("f"));
        }
    }

    private static void listedAndPrinted(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--format", "ndjson", "--list-columns"));
        List<Object> listed = Cli.run(all.toArray(String[]::new)).succeeds().out().lines()
                .map(line -> Json.row(line).get("column")).toList();
        all.remove(all.size() - 1);
        String first = Cli.run(all.toArray(String[]::new)).succeeds().out().lines().findFirst().orElseThrow();
        assertThat(new ArrayList<Object>(Json.row(first).keySet())).isEqualTo(listed);
    }

    @Test
    void groupsSayWhichCommandsThereAre() {
        for (Command command : all()) {
            if (!command.entry().isRunnable()) {
                Cli.run(command.words()).exits(2).complains("which command?\n", "Try '" + command.path() + " --help'");
                Cli.run(command.words("nonsense")).exits(2).complains("there is no command 'nonsense'");
            }
        }
    }
}
