package org.ipcctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.cli.commands.Commands;
import org.junit.jupiter.api.Test;

/**
 * ENVIRONMENT and FILES of ipcctl(1) have what the sources and the launcher read, and nothing that they do not know.
 */
class SurroundingsTest {
    private static final Set<String> TOLD = FrontPage.surroundings(Node.of(Commands.root())).names();
    /** What the launcher and ipcctl tell each other, and beginnings of names. */
    private static final Pattern INTERNAL = Pattern.compile("IPCCTL_(LAUNCHER|SAVED)\\w*|IPCCTL_(FIELD|PEER)");
    /**
     * Variables that others read for us, and those that CMD is given: each is written in the sources in some other way.
     */
    private static final Set<String> NOT_READ_HERE = Set.of("TZ", "IPCCTL_PRIORITY", "IPCCTL_TYPE");
    /** Paths in the sources that nobody opens, or that are no news, and why. */
    private static final Map<String, String> UNTOLD = Map.ofEntries(
            Map.entry("/etc/fstab", "advice: a line for it is printed"),
            Map.entry("/etc/sysctl.d/zz-ipc.conf", "advice"),
            Map.entry("/etc/security/limits.d/zz-ipc.conf", "advice"),
            Map.entry("/etc/sysctl.d/zz-ptrace.conf", "advice"),
            Map.entry("/dev/null", "every program's"),
            Map.entry("/dev/urandom", "random names"),
            Map.entry("/dev/zero", "the kernel's name of memory that processes share, which no one opens"),
            Map.entry("/bin/sh", "every program's, where a CMD is a script without a first line"),
            Map.entry("/var/run", "a link to /run"),
            Map.entry("/proc/self", "a process's own part of /proc/PID"),
            Map.entry("/proc/thread-self", "a thread's own part of /proc/PID"),
            Map.entry("/proc/cpuinfo", "facts about the machine, in the result"),
            Map.entry("/proc/meminfo", "facts about the machine, in the result"),
            Map.entry("/proc/loadavg", "facts about the machine, in the result"),
            Map.entry("/sys", "facts about the machine, in the result"));

    private static Set<String> found(Path from, String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = Pattern.compile(pattern)
                        .matcher(Files.readString(file).replaceAll("(?m)^\\s*(/?\\*|//|#).*$", ""));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    private static Set<String> read() throws IOException {
        Set<String> read = found(Path.of("src/main/java"), "(?:getenv|variable)\\(\"(\\w+)\"\\)");
        read.addAll(found(Path.of("src/main/java"), "\\b(IPCCTL_[A-Z_]*[A-Z]|LISTEN_(?:FDS|PID|FDNAMES)(?==))"));
        read.addAll(found(Path.of("src/main/launcher"), "\\$\\{([A-Z_]+)(?=:?[-+])"));
        read.removeIf(name -> INTERNAL.matcher(name).matches());
        // The shell's own.
        read.remove("PWD");
        return read;
    }

    @Test
    void everyVariableThatIsReadIsTold() throws IOException {
        Set<String> read = read();
        assertThat(read).contains("COLUMNS", "XDG_STATE_HOME", "NOTIFY_SOCKET", "JAVA_HOME", "IPCCTL_JAVA_HOME",
                "IPCCTL_QUEUE", "LISTEN_FDS");
        assertThat(TOLD).containsAll(read);
    }

    /** Or the reading of it would not be seen above. */
    @Test
    void variablesAreReadByTheirName() throws IOException {
        assertThat(found(Path.of("src/main/java/org/ipcctl"), "(getenv\\([a-zA-Z].*)"))
                .containsExactlyInAnyOrder("getenv(variable);", "getenv(INHERITED);");
    }

    @Test
    void everyVariableThatIsToldIsRead() throws IOException {
        Set<String> variables = new TreeSet<>(TOLD);
        variables.removeIf(name -> !name.matches("[A-Z_]+"));
        variables.removeAll(NOT_READ_HERE);
        assertThat(read()).containsAll(variables);
    }

    @Test
    void everyFileThatIsReadIsTold() throws IOException {
        Set<String> paths = found(Path.of("src/main/java"),
                "\"(/(?:bin|dev|etc|proc|run|sys|tmp|usr|var)(?:/[\\w.*-]+)*)/?\"");
        assertThat(paths).contains("/dev/mqueue", "/etc/passwd", "/proc/net/unix", "/run");
        paths.removeIf(path -> path.equals("/proc") || isBelow(path, UNTOLD.keySet()) || isBelow(path, TOLD));
        assertThat(paths).isEmpty();
        assertThat(found(Path.of("src/main/java"), "StateDirectory.path\\(\\)[^\"]*\"/?([\\w.]+)\""))
                .containsExactlyInAnyOrder("bench.json", "work")
                .allSatisfy(name -> assertThat(TOLD)
                        .anyMatch(told -> told.startsWith("${XDG_STATE_HOME:-~/.local/state}/ipcctl/" + name)));
    }

    private static boolean isBelow(String path, Set<String> places) {
        return places.stream()
                .anyMatch(place -> path.equals(place) || path.startsWith(place + "/") || place.startsWith(path + "/"));
    }

    /** What one page says is what ipcctl(1) has, too. */
    @Test
    void eachPageHasThatOfItsCommands() throws IOException {
        assertThat(page("ipcctl-mq.1")).contains("IPCCTL_ATTEMPT", "XDG_STATE_HOME", "/ipcctl/work/QUEUE",
                "/dev/mqueue/NAME", "PATH");
        assertThat(page("ipcctl-sock.1")).contains("NOTIFY_SOCKET", "LISTEN_PID", "LISTEN_FDNAMES", ".NAME.ipcctl-spy",
                "/proc/net/unix");
        assertThat(page("ipcctl-guide.1")).contains("/ipcctl/bench.json").doesNotContain("IPCCTL_", "/dev/mqueue");
        assertThat(page("ipcctl-shm.1")).contains("/dev/shm/NAME", "/dev/shm/sem.NAME", "\\fBTZ")
                .doesNotContain("bench.json", "\\fBPATH");
    }

    private static String page(String file) throws IOException {
        String page = Files.readString(Path.of("man", file)).replace("\\-", "-");
        Matcher sections = Pattern.compile("(?s)\\.SH \"(?:ENVIRONMENT|FILES)\"\n(.*?)(?=\\.SH )").matcher(page);
        return String.join("", sections.results().map(section -> section.group(1)).toList());
    }
}
