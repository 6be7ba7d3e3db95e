package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A CMD is started as ipcctl was. The same program runs by env(1) and by every command that runs a CMD, and what /proc
 * says of the two processes is compared line by line.
 */
class CallerIT {
    private static final Scratch SCRATCH = new Scratch();
    private static final String NAME = Scratch.name("caller-it");
    /** Everything that a process inherits and a JVM, or a shell, might change on the way. */
    private static final String CALLER = """
            ulimit -Sn 256; ulimit -Sc 0; umask 027
            export home=mine target='two words' options= line=$'a\\nb' self JAVA_TOOL_OPTIONS=-Dq=1 IPCCTL_JAVA_HOME; \
            self=me
            exec 7>$D/seven 9</etc/passwd 200>>$D/seven
            run() { env --ignore-signal=HUP,INT,QUIT,USR1,USR2,PIPE,ALRM,TERM,XFSZ,TTOU nice -n 3 "$@"; }
            """;
    /** These two have no shell between the start and the look: sed writes what it reads, find what it sees. */
    private static final List<String> PROBES = List.of(
            "sed -n 'w FILE' /proc/self/status /proc/self/limits /proc/self/environ /proc/self/coredump_filter "
                    + "/proc/self/oom_score_adj /proc/self/stat",
            "find /proc/self/fd /proc/self/cwd -fprintf FILE '%f %l\\n'");
    /** Of a process itself and not of its start; and what socket activation and services say to it. */
    private static final Pattern OWN = Pattern.compile(
            "(SigQ|Pid|Tgid|PPid|Ngid|NStgid|NSpid|FDSize|Vm\\w+|Rss\\w+|Hugetlb\\w+|Threads|"
                    + "\\w*voluntary_ctxt_switches):.*"
                    + "|(LISTEN_\\w+|IPCCTL_PEER_\\w+|_)=.*|[012] .*|fd .*|\\d+ /proc/\\d+/fd");

    @BeforeAll
    static void create() {
        SCRATCH.atEnd(() -> MessageQueue.unlink(NAME));
        SCRATCH.atEnd(() -> NamedSemaphore.unlink(NAME));
        SCRATCH.atEnd(() -> MessageQueue.unlink(NAME + "-work"));
        SCRATCH.atEnd(() -> SharedMemory.unlink(NAME));
        script("ipcctl mq create $N; ipcctl mq send $N x; seq 9 | ipcctl mq send $N-work --create --lines; "
                + "ipcctl sem create $N --value 1");
    }

    @AfterAll
    static void remove() {
        SCRATCH.close();
    }

    private static void script(String script) {
        Installed.shell("D=" + SCRATCH.directory() + " A=$D/socket N=" + NAME + "; " + script).exits(0);
    }

    static List<String> commands() {
        return List.of("run ipcctl mutex run $N -- CMD", "run ipcctl sem run $N -- CMD",
                "run ipcctl mq notify $N --signal WINCH -- CMD", "run ipcctl pipe-demo exec -- CMD",
                "run ipcctl mq work $N-work -n 1 --state $D/state -- CMD", "run ipcctl sock pair -- CMD -- cat",
                "run ipcctl sock pair -- cat -- CMD",
                "{ ipcctl sock connect $A --retry 60s </dev/null >/dev/null & }; "
                        + "run ipcctl sock listen $A --once -- CMD",
                "{ ipcctl sock send $A x --retry 60s & }; run ipcctl sock listen $A --type dgram --once -- CMD",
                "{ ipcctl sock send-fd $A 2 2 --retry 60s & }; run ipcctl sock recv-fd $A -- CMD",
                "printf %s \"mutex run $N -- $LINE\" | run ipcctl batch",
                "printf %s \"mutex run $N -- $LINE\" | run ipcctl batch --format ndjson",
                "{ ipcctl sock send-fd $A 2 2 --retry 60s & }; printf %s \"sock recv-fd $A -- $LINE\" | run ipcctl "
                        + "batch");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void cmdIsStartedAsIpcctlWas(String command) throws IOException {
        for (String probe : PROBES) {
            List<String> byEnv = look("run env CMD", probe);
            List<String> byUs = look(command, probe);
            if (command.contains("mq work")) {
                // A job leads a process group of its own, and is told of its message.
                byEnv = byEnv.stream().filter(line -> !line.startsWith("NSpgid:")).toList();
                byUs = byUs.stream()
                        .filter(line -> !line
                                .matches("NSpgid:.*|IPCCTL_(QUEUE|PRIORITY|SIZE|ATTEMPT|WORKER|RECEIVED|STARTED)=.*"))
                        .toList();
            }
            if (command.contains("mutex run")) {
                // The mutex, which is to be held as long as anything of CMD lives.
                byUs = byUs.stream().filter(line -> !line.matches("10 /dev/shm/.*")).toList();
            }
            assertThat(byUs).as("the probe saw something")
                    .anyMatch(line -> line.startsWith("SigIgn:") || line.startsWith("200 "));
            assertThat(without(byUs, byEnv)).as("what CMD has and its caller had not: " + command).isEmpty();
            assertThat(without(byEnv, byUs)).as("what the caller had and CMD has not: " + command).isEmpty();
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    private static List<String> look(String command, String probe) throws IOException {
        Path file = Path.of(SCRATCH.path("seen"));
        String line = probe.replace("FILE", file.toString());
        script(CALLER + "LINE=" + quoted(line) + "; " + command.replace("CMD", line) + "; wait");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.delete(file);
        boolean received = command.contains("recv-fd");
        return Stream.of(text.split("[\n\0]")).map(CallerIT::withoutNumbers)
                // The two that were received, and the probe's own, whose number is the next free one.
                .filter(each -> !OWN.matcher(each).matches() && !(each.startsWith("3 ") || each.startsWith("4 ")
                        || each.startsWith("5 ") || each.startsWith("6 ")))
                .filter(each -> !received || !each.startsWith("IPCCTL_DATA=")).toList();
    }

    /**
     * Of proc_pid_stat(5) the process group, the session, the terminal, the nice value, the exit signal, the policy;
     * counters are its own.
     */
    private static String withoutNumbers(String line) {
        if (line.startsWith("SigIgn:")) {
            // The two that the C library keeps to itself, 32 and 33, are ignored below a JVM that starts processes, and
            // nowhere else.
            return line.substring(0, 8)
                    + Long.toHexString(Long.parseUnsignedLong(line.substring(8), 16) & ~0x180000000L);
        } else if (!line.matches("\\d+ \\(.*")) {
            return line;
        }
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return "stat "
                + Arrays.asList(fields[3], fields[4], fields[15], fields[16], fields[35], fields[37], fields[38]);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Test
    void aClosedStreamIsClosed() {
        Installed
                .shell("N=" + NAME
                        + "; for c in '0<&-' '1>&-' '2>&-'; do eval \"ipcctl mutex run $N -- sh -c '[ ! -e "
                        + "/proc/\\$\\$/fd/${c%%[<>]*} ] || echo open >&7' $c\"; done 7>&1 2>&-")
                .prints("");
    }

    @Test
    void cmdDiesOfAClosedPipeUnlessItsCallerIgnoresThat() {
        String writer = "sh -c 'while echo y; do :; done 2>&-; echo survived >&7'";
        Installed.shell("N=" + NAME + "; { ipcctl mutex run $N -- " + writer
                + " 7>&1 >&8 8>&-; echo $?; } 8> >(exec head -1 >/dev/null)").prints("141\n");
        Installed
                .shell("N=" + NAME + "; trap '' PIPE; { ipcctl mutex run $N -- " + writer
                        + " 7>&1 >&8 8>&-; echo $?; } 8> >(exec head -1 >/dev/null)")
                .prints("survived\n0\n");
    }

    @Test
    void aDescriptorOfTheCallersIsCmdsToWriteTo() throws IOException {
        Path file = Path.of(SCRATCH.path("written"));
        Installed.shell("ipcctl mutex run " + NAME + " -- sh -c 'echo held >&7' 7>" + file).exits(0);
        assertThat(file).hasContent("held\n");
        Files.delete(file);
    }
}
