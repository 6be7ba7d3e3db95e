package org.ipcctl.cli.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipcctl.host.Limits;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ipcctl limits}, beside what /proc and prlimit(1) say. */
class LimitsCommandTest {
    private static Map<String, JsonObject> limits(String... mechanisms) {
        String[] line = new String[mechanisms.length + 3];
        line[0] = "limits";
        System.arraycopy(mechanisms, 0, line, 1, mechanisms.length);
        line[line.length - 2] = "--quiet";
        line[line.length - 1] = "--json";
        Map<String, JsonObject> limits = new LinkedHashMap<>();
        for (JsonElement row : new Gson().fromJson(Cli.run(line).succeeds().out(), com.google.gson.JsonArray.class)) {
            limits.put(row.getAsJsonObject().get("limit").getAsString(), row.getAsJsonObject());
        }
        return limits;
    }

    @ParameterizedTest
    @CsvSource({"pipe, pipe-max-size, fs/pipe-max-size, value_bytes",
        "pipe, pipe-user-pages-soft, fs/pipe-user-pages-soft, value",
        "mq, mqueue/msg_max, fs/mqueue/msg_max, value", "mq, mqueue/msgsize_max, fs/mqueue/msgsize_max, value_bytes",
        "mq, mqueue/queues_max, fs/mqueue/queues_max, value", "sock, net.core.wmem_max, net/core/wmem_max, value_bytes",
        "sock, net.core.rmem_max, net/core/rmem_max, value_bytes",
        "sock, net.core.somaxconn, net/core/somaxconn, value",
        "sock, net.unix.max_dgram_qlen, net/unix/max_dgram_qlen, value",
        "process, threads-max, kernel/threads-max, value"})
    void aSettingIsThatOfProc(String mechanism, String limit, String file, String column) throws IOException {
        Path path = Path.of("/proc/sys", file);
        Needs.that(Files.exists(path), "no " + path);
        Process cat = new ProcessBuilder("cat", path.toString()).start();
        long value = Long.parseLong(new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        JsonObject row = limits(mechanism).get(limit);
        assertThat(row.get("mechanism").getAsString()).isEqualTo(mechanism);
        if (value == 0) {
            assertThat(row.get("allows").getAsString()).isEqualTo("unlimited");
            assertThat(row.get("value").isJsonNull() && row.get("value_bytes").isJsonNull()
                    && row.get("raise").isJsonNull()).isTrue();
            return;
        }
        assertThat(row.get(column).getAsLong()).isEqualTo(value);
        assertThat(row.get(column.equals("value") ? "value_bytes" : "value").isJsonNull()).isTrue();
        String name = file.replace('/', '.');
        assertThat(row.get("raise").getAsString()).isEqualTo("sysctl -w " + name + "=" + 2 * value);
        assertThat(row.get("sysctl_d").getAsString()).isEqualTo(name + " = " + 2 * value);
    }

    @ParameterizedTest
    @CsvSource({"RLIMIT_MSGQUEUE, msgqueue, value_bytes, q", "RLIMIT_NOFILE, nofile, value, n",
        "RLIMIT_NPROC, nproc, value, u"})
    void aLimitOfThisProcessIsThatOfPrlimit(String limit, String option, String column, String letter)
            throws Exception {
        Needs.program("prlimit", "util-linux");
        Process prlimit = new ProcessBuilder("prlimit", "--" + option, "-o", "SOFT,HARD", "--noheadings", "--raw")
                .start();
        String[] bounds = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip()
                .split(" ");
        assertThat(prlimit.waitFor()).isZero();
        JsonObject row = limits().get(limit);
        if (bounds[0].equals("unlimited")) {
            assertThat(row.get("allows").getAsString()).isEqualTo("unlimited");
            assertThat(row.get(column).isJsonNull() && row.get("used_percent").isJsonNull()
                    && row.get("raise").isJsonNull()).isTrue();
            return;
        }
        long soft = Long.parseLong(bounds[0]);
        assertThat(row.get(column).getAsLong()).isEqualTo(soft);
        boolean allowed = bounds[1].equals("unlimited") || Long.parseLong(bounds[1]) >= 2 * soft;
        assertThat(row.get("raise").getAsString()).isEqualTo(
                allowed ? "ulimit -" + letter + " " + 2 * soft : "prlimit --pid $$ --" + option + "=" + 2 * soft);
        assertThat(row.get("systemd").getAsString())
                .isEqualTo("Limit" + limit.substring("RLIMIT_".length()) + "=" + 2 * soft);
        assertThat(row.get("docker").getAsString()).isEqualTo("--ulimit " + option + "=" + 2 * soft);
        assertThat(row.get("limits_d").getAsString())
                .isEqualTo(System.getProperty("user.name") + " - " + option + " " + 2 * soft);
    }

    @Test
    void everythingThatIsInUseIsCounted() throws IOException {
        Map<String, JsonObject> limits = limits();
        assertThat(limits.get("RLIMIT_NOFILE").get("used").getAsLong()).isPositive();
        assertThat(limits.get("RLIMIT_NPROC").get("used").getAsLong()).isGreaterThanOrEqualTo(Thread.activeCount());
        assertThat(limits.get("threads-max").get("used").getAsLong())
                .isGreaterThanOrEqualTo(limits.get("RLIMIT_NPROC").get("used").getAsLong() / 2);
        assertThat(limits.get("file-max").get("used").getAsLong()).isPositive();
        for (String untold : new String[] {"mqueue/msg_max", "pipe-user-pages-soft", "net.core.wmem_max"}) {
            assertThat(
                    limits.get(untold).get("used").isJsonNull() && limits.get(untold).get("used_percent").isJsonNull()
                            && limits.get(untold).get("in_use").isJsonNull())
                    .isTrue();
        }
    }

    @Test
    void aQueueCountsForItsUserAndItsNamespace() {
        Needs.that(Files.isDirectory(Path.of("/dev/mqueue"))
                && !limits("mq").get("mqueue/queues_max").get("used").isJsonNull(), "no mqueue file system");
        String name = "/ipcctl-t-limits-" + ProcessHandle.current().pid();
        QueueAttributes wanted = QueueAttributes.wanted(10, 1000);
        try (MessageQueue queue = MessageQueue.create(name, wanted, 0600)) {
            assertThat(queue).isNotNull();
            Map<String, JsonObject> limits = limits("mq");
            assertThat(limits.get("mqueue/queues_max").get("used").getAsLong()).isPositive();
            assertThat(limits.get("RLIMIT_MSGQUEUE").get("used_bytes").getAsLong())
                    .isGreaterThanOrEqualTo(wanted.accountedBytes());
        } finally {
            MessageQueue.unlink(name);
        }
    }

    @Test
    void mechanismsAreChosen() {
        assertThat(limits("mq").keySet()).containsExactly("mqueue/msg_max", "mqueue/msgsize_max", "mqueue/queues_max",
                "RLIMIT_MSGQUEUE");
        assertThat(limits("cond", "shm", "sem", "mutex").keySet()).containsExactly("/dev/shm size",
                "/dev/shm nr_inodes");
        assertThat(limits("sock", "fifo").keySet()).startsWith("net.core.wmem_max").endsWith("pipe-user-pages-hard");
        assertThat(limits().values().stream().map(row -> row.get("mechanism").getAsString()).distinct())
                .containsExactlyElementsOf(Limits.ALL.stream().map(Limits.Mechanism::word).toList());
        Cli.run("limits", "tcp").exits(2).prints("")
                .complains("there is no mechanism 'tcp'; there are pipe, fifo, shm");
        Cli.run("limits", "--check", "101").exits(2).complains("outside 0 to 100");
        Cli.run("limits", "--check", "100", "-q").succeeds();
    }

    /** Some descriptor is open everywhere. */
    @Test
    void whatIsAboveIsNamed() {
        Cli.run("limits", "process", "--check", "0", "-q").exits(1).complains("above 0 percent: ",
                " percent of RLIMIT_NOFILE (process) are in use, ");
    }

    @Test
    void sizesAreForPeopleOnlyInTables() {
        String[] look = {"limits", "pipe", "--columns", "allows", "--no-header"};
        String exact = limits("pipe").get("pipe-max-size").get("value_bytes").getAsString() + " bytes";
        assertThat(limits("pipe").get("pipe-max-size").get("allows").getAsString()).isEqualTo(exact);
        assertThat(Cli.run("limits", "pipe", "--columns", "allows", "--no-header", "-b").succeeds().out())
                .startsWith(exact + "\n");
        assertThat(Cli.run(look).succeeds().out().lines().findFirst().orElseThrow()).matches("[0-9.]+ ([KMG]iB|B)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "plain", "json", "ndjson", "csv", "shell", "fish"})
    void everyFormHasIt(String format) {
        boolean isTable = format.equals("table");
        String out = Cli.run("limits", "mq", "-q", "--format", format, "--columns", isTable ? "+raise" : "limit,raise")
                .succeeds().out();
        assertThat(out).contains("mqueue/msg_max", "sysctl -w fs.mqueue.msg_max=");
        assertThat(isTable || Cli.run("limits", "mq", "-q", "--format", format).succeeds().out()
                .contains("sysctl -w fs.mqueue.msg_max=")).isTrue();
    }
}
