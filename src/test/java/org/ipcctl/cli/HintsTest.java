package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipcctl.cli.commands.Commands;
import org.ipcctl.inspect.Finding;
import org.ipcctl.host.HostSituation;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Situation;
import org.ipcctl.mq.MqSituation;
import org.ipcctl.shm.ShmSituation;
import org.ipcctl.sock.SocketSituation;
import org.ipcctl.sync.SyncSituation;
import org.ipcctl.sysv.SysvSituation;
import org.ipcctl.testing.MainClasses;
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

    /** A command line of a table, up to the end of its quotation or the next command. */
    private static final Pattern IN_TABLE = Pattern.compile("ipcctl ([^`&]+)(?:[`&]|$)");

    /**
     * Each {@code 'ipcctl ...'} and {@code shown("ipcctl ...")} of the code, and each of the table of next steps, with
     * 1 for what is put in at run time.
     */
    static Stream<String> commandLines() throws IOException {
        Set<String> lines = new TreeSet<>();
        Stream.concat(NextSteps.SENTENCES.values().stream().filter(text -> text.contains("`")),
                NextSteps.COMMANDS.values().stream()).forEach(text -> {
                    Matcher matcher = IN_TABLE.matcher(text.replace("{mode}", "").replaceAll("\\{\\w+\\}", "1"));
                    while (matcher.find()) {
                        lines.add(matcher.group(1).strip());
                    }
                });
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

    /** A situation that nobody has an answer to would be one that nobody need tell. */
    @Test
    void eachSituationHasItsWords() {
        Set<Situation> known = new HashSet<>(NextSteps.SENTENCES.keySet());
        known.addAll(NextSteps.COMMANDS.keySet());
        known.addAll(NextSteps.REASONS.keySet());
        Set<Situation> told = MainClasses.ALL.stream()
                .filter(one -> one.isEnum() && one.isAssignableTo(Situation.class))
                .flatMap(one -> Arrays.stream(one.reflect().getEnumConstants())).map(Situation.class::cast)
                .collect(Collectors.toSet());
        assertThat(known).isEqualTo(told);
    }

    @Test
    void aNameIsQuotedForTheShell() {
        assertThat(Hints.of(new KernelException("mq_open", "/a b", Errno.ENOENT).in(MqSituation.ABSENT)))
                .contains("ipcctl mq create 'a b'", "'ipcctl mq ls'");
        assertThat(Hints.of(
                new KernelException("mq_send", "/a", Errno.EMSGSIZE).asking(9000).in(MqSituation.TOO_LONG)))
                .contains("--message-size 9000'");
        assertThat(Hints.of(
                new KernelException("mq_open", "/a", Errno.EMFILE).advise("Ask for less, or raise it: ulimit -q 9")
                        .in(MqSituation.BEYOND_LIMIT)))
                .isEqualTo("'ipcctl limits mq' shows what is in use. Ask for less, or raise it: ulimit -q 9");
        assertThat(Hints.of(new KernelException("mq_open", "/a", Errno.EMFILE).advise("Raise it: ulimit -n 9")))
                .isEqualTo("Raise it: ulimit -n 9");
        assertThat(Hints.of(new KernelException("open", "/a", Errno.ENOENT).advise("Look."))).isEqualTo("Look.");
    }

    /** What holds whatever the call was about, where nobody knows better. */
    @Test
    void aNumberAloneSaysSomething() {
        assertThat(Hints.of(new KernelException("open", "f", Errno.EMFILE)))
                .isEqualTo("Raise the limit with 'ulimit -n'.");
        assertThat(Hints.of(new KernelException("open", "f", Errno.ENFILE)))
                .isEqualTo("'ipcctl limits' shows file-max, which holds for the whole host.");
        assertThat(Hints.of(new KernelException("pipe2", "pipe", Errno.ENFILE)))
                .isEqualTo("'ipcctl limits' shows pipe-user-pages-hard, and file-max, which holds for the whole host.");
        assertThat(Hints.of(new KernelException("tee", "f", Errno.ENOSYS))).startsWith("If the kernel has this call,");
        assertThat(Hints.of(new KernelException("msgget", "1", Errno.EPERM))).startsWith("The sandbox of this process");
        assertThat(Hints.of(new KernelException("msgctl", "1", Errno.EPERM).in(SysvSituation.QUEUE_DENIED)))
                .startsWith("'ipcctl sysv msg stat 1' shows");
        assertThat(Hints.of(new KernelException("fchmod", "f", Errno.EPERM))).isNull();
    }

    @Test
    void aSituationIsWordedWithItsNames() {
        KernelException absent = new KernelException("shm_open", "/a b", Errno.ENOENT).in(ShmSituation.ABSENT);
        assertThat(Hints.of(absent)).isEqualTo(
                "Create it with \"ipcctl shm create 'a b' --size SIZE\", or list objects with 'ipcctl shm ls'.");
        assertThat(Hints.of(absent.because("no").about("/{path}`")))
                .contains("\"ipcctl shm create '{path}`' --size SIZE\"");
        assertThat(Hints.of(absent.advise("Look."))).as("who knows better is told last").isEqualTo("Look.");
        assertThat(Hints.of(new KernelException("connect", "-s", Errno.EPROTOTYPE).in(SocketSituation.IS_DGRAM)))
                .isEqualTo("Use 'ipcctl sock send ./-s'; 'ipcctl sock ls' shows types.");
        assertThat(Hints.of(new KernelException("recvmsg", "s", Errno.EMSGSIZE).asking(9).in(SocketSituation.NO_ROOM)))
                .isEqualTo("Receive with --message-size 9.");
        KernelException full = new KernelException("fallocate", "/a", Errno.ENOSPC).advise("As root: mount x")
                .in(ShmSituation.FULL);
        String words = "Remove objects ('ipcctl shm ls', 'ipcctl shm rm'), or as root: mount x";
        assertThat(Hints.of(full)).isEqualTo(words);
        assertThat(Hints.worded(full).hint()).as("what a peer of the benchmark tells").isEqualTo(words);
    }

    @Test
    void aFindingIsMendedByACommandOrWhatWasSaid() {
        Finding lost = Finding.fault("mutex:/a", "gone").mendedIn(
                new Finding.Case(SyncSituation.LOST, "/a b", 0640), 0);
        assertThat(NextSteps.mending(lost)).isEqualTo("ipcctl mutex rm 'a b' && ipcctl mutex create -m 640 'a b'");
        assertThat(NextSteps.mending(Finding.unseen("sem", "/dev/shm", "some"))).isEqualTo("ipcctl doctor sem");
        assertThat(NextSteps.mending(Finding.note("a", "b").mendedBy("rm a"))).isEqualTo("rm a");
        assertThat(NextSteps.mending(Finding.note("a", "b"))).isNull();
        Finding near = Finding.warning("msg_max", "90 percent is in use")
                .in(new Finding.Case(HostSituation.NEAR_LIMIT, "mq"));
        assertThat(NextSteps.found(near)).isEqualTo("90 percent is in use; 'ipcctl limits mq' shows more");
        assertThat(NextSteps.mending(near)).isEqualTo("ipcctl limits mq");
        assertThat(NextSteps.mending(near.mendedBy("ulimit -q 9"))).isEqualTo("ulimit -q 9");
    }
}
