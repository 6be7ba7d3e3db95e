package org.ipcctl.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.host.Metrics;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.kernel.Fd;
import org.ipcctl.sock.Listener;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.SocketType;
import org.ipcctl.testing.Asleep;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Peer;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ipcctl metrics} of real objects. */
class MetricsCommandTest {
    private static final Pattern SERIES = Pattern.compile("(ipcctl_\\w+)(\\{.*\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Scratch scratch = new Scratch();

    @AfterEach
    void close() {
        scratch.close();
    }

    private void removeAtEnd(String kind, String name) {
        scratch.atEnd(() -> Cli.run(kind, "rm", name));
    }

    /** By name and labels. */
    private static Map<String, Double> metrics(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "metrics";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        Map<String, Double> series = new TreeMap<>();
        for (String text : Cli.run(line).exits(0).out().split("\n")) {
            Matcher matcher = SERIES.matcher(text);
            if (matcher.matches()) {
                series.put(matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2)),
                        Double.valueOf(matcher.group(3)));
            } else {
                assertThat(text).startsWith("# ");
            }
        }
        return series;
    }

    @Test
    void aQueueHasItsMessagesBytesAndLimits() {
        Needs.that(Files.isDirectory(Path.of("/dev/mqueue")), "no /dev/mqueue");
        String name = Scratch.name("metrics") + "-\"\u001b\\";
        Cli.run("mq", "create", name, "--max-messages", "4", "--message-size", "100").succeeds();
        removeAtEnd("mq", name);
        Cli.run("mq", "send", name, "12345").succeeds();
        Cli.run("mq", "send", name, "678").succeeds();
        String label = "{queue=\"" + name.substring(0, name.length() - 3) + "\\\"\\\\x1b\\\\\\\\\"}";
        assertThat(metrics("--kind", "mq")).containsEntry("ipcctl_mq_messages" + label, 2.0)
                .containsEntry("ipcctl_mq_queued_bytes" + label, 8.0)
                .containsEntry("ipcctl_mq_max_messages" + label, 4.0)
                .containsEntry("ipcctl_mq_max_message_bytes" + label, 100.0)
                .containsEntry("ipcctl_mq_notify_registered" + label, 0.0);
    }

    @Test
    void whoSleepsAtAQueueASemaphoreOrAMutexIsCounted() throws Exception {
        Needs.that(Files.isDirectory(Path.of("/dev/mqueue")), "no /dev/mqueue");
        Needs.that(Needs.isRoot(), "only root may look at every process");
        Needs.program("python3", "python3");
        String queue = Scratch.name("waiting");
        Cli.run("mq", "create", queue).succeeds();
        removeAtEnd("mq", queue);
        try (Peer receiver = Peer.start("python3", "-c",
                "import ctypes, os, sys; c = ctypes.CDLL('librt.so.1', use_errno=True)\n"
                        + "q = c.mq_open(sys.argv[1].encode(), os.O_RDONLY); b = ctypes.create_string_buffer(8192)\n"
                        + "c.mq_receive(q, b, 8192, None)",
                queue)) {
            Asleep.MQ_TIMEDRECEIVE.await(receiver.pid());
            assertThat(metrics("--kind=mq")).containsEntry("ipcctl_mq_waiting_receivers{queue=\"" + queue + "\"}", 1.0);
        }
        Map<String, Double> after = metrics("--kind=mq");
        // Where some process cannot be seen it might wait, too.
        assertThat(after.get("ipcctl_mq_waiting_receivers{queue=\"" + queue + "\"}"))
                .isEqualTo(after.get("ipcctl_complete{kind=\"mq\"}") == 1 ? 0.0 : null);
        String semaphore = Scratch.name("waiting");
        Cli.run("sem", "create", semaphore, "-n", "0").succeeds();
        removeAtEnd("sem", semaphore);
        try (Peer waiter = Peer.start("python3", "-c",
                "import ctypes, sys; c = ctypes.CDLL(None); c.sem_open.restype = ctypes.c_void_p\n"
                        + "c.sem_wait(ctypes.c_void_p(c.sem_open(sys.argv[1].encode(), 0)))",
                semaphore)) {
            Asleep.FUTEX.await(waiter.pid());
            assertThat(metrics("--kind=sem")).containsEntry("ipcctl_sem_waiters{semaphore=\"" + semaphore + "\"}", 1.0)
                    .containsEntry("ipcctl_sem_value{semaphore=\"" + semaphore + "\"}", 0.0);
        }
    }

    @Test
    void aSemaphoreHasItsValueAndAMutexItsState() {
        String semaphore = Scratch.name("metrics");
        Cli.run("sem", "create", semaphore, "-n", "7").succeeds();
        removeAtEnd("sem", semaphore);
        String mutex = Scratch.name("metrics");
        Cli.run("mutex", "create", mutex).succeeds();
        removeAtEnd("mutex", mutex);
        String condition = Scratch.name("metrics");
        Cli.run("cond", "create", condition).succeeds();
        removeAtEnd("cond", condition);
        Map<String, Double> series = metrics("-k", "cond,sem, mutex");
        assertThat(series).containsEntry("ipcctl_sem_value{semaphore=\"" + semaphore + "\"}", 7.0)
                .containsEntry("ipcctl_sem_waiters{semaphore=\"" + semaphore + "\"}", 0.0)
                .containsEntry("ipcctl_mutex_locked{mutex=\"" + mutex + "\"}", 0.0)
                .containsEntry("ipcctl_mutex_owner_dead{mutex=\"" + mutex + "\"}", 0.0)
                .containsKeys("ipcctl_mutex_mutexes", "ipcctl_cond_conditions", "ipcctl_sem_semaphores");
        assertThat(series.keySet()).noneMatch(key -> key.startsWith("ipcctl_mq_") || key.startsWith("ipcctl_shm_"));
    }

    @Test
    void sharedMemoryHasItsSizeAndWhatItTakes() throws IOException {
        String name = Scratch.name("metrics");
        Files.write(Path.of("/dev/shm" + name), new byte[10_000]);
        removeAtEnd("shm", name);
        Map<String, Double> series = metrics("--kind", "shm");
        assertThat(series).containsEntry("ipcctl_shm_size_bytes{object=\"" + name + "\"}", 10_000.0)
                .containsEntry("ipcctl_shm_allocated_bytes{object=\"" + name + "\"}", 12_288.0);
        assertThat(series.get("ipcctl_shm_mount_used_bytes")).isGreaterThanOrEqualTo(12_288)
                .isLessThanOrEqualTo(series.get("ipcctl_shm_mount_size_bytes"));
    }

    @Test
    void aListenerHasThoseWhoWaitAndItsConnections() {
        String name = Scratch.name("metrics").substring(1);
        SocketAddress address = SocketAddress.ofAbstract(name);
        try (Listener listener = Listener.open(address, SocketType.STREAM, -1, 5, false);
             Fd first = connect(address); Fd accepted = listener.acceptIfThere().fd(); Fd second = connect(address)) {
            first.writeFully(java.nio.ByteBuffer.allocateDirect(100));
            assertThat(second.number()).isNotEqualTo(accepted.number());
            String label = "{address=\"@" + name + "\",type=\"stream\"}";
            Map<String, Double> series = metrics("--kind", "sock");
            assertThat(series).containsEntry("ipcctl_sock_waiting_connections" + label, 1.0)
                    .containsEntry("ipcctl_sock_backlog" + label, 5.0)
                    .containsEntry("ipcctl_sock_connections" + label, 1.0)
                    .containsEntry("ipcctl_sock_unread_bytes" + label, 100.0);
            assertThat(series.get("ipcctl_sock_sockets{state=\"listening\",type=\"stream\"}")).isPositive();
        }
    }

    private static Fd connect(SocketAddress address) {
        return org.ipcctl.sock.UnixSocket.connect(address, List.of(SocketType.STREAM),
                org.ipcctl.sock.ConnectRetry.until(org.ipcctl.kernel.Deadline.never()), null).fd();
    }

    @Test
    void pipesAreSumsAndFifosHaveTheirPaths() {
        Needs.that(Needs.isRoot(), "only root may trace every process");
        Needs.program("python3", "python3");
        String fifo = scratch.path("fi\"fo");
        Cli.run("mkfifo", fifo).succeeds();
        try (Peer holder = Peer.start("python3", "-c",
                "import os, sys\nf = os.open(sys.argv[1], os.O_RDWR); os.write(f, b'x' * 1234)\n"
                        + "r, w = os.pipe(); os.write(w, b'y' * 4321); print('ready', flush=True); "
                        + "sys.stdin.readline()",
                fifo)) {
            holder.says("ready");
            Map<String, Double> series = metrics("--kind", "pipe,fifo");
            String label = "{path=\"" + fifo.replace("\"", "\\\"") + "\"}";
            assertThat(series).containsEntry("ipcctl_fifo_queued_bytes" + label, 1234.0)
                    .containsEntry("ipcctl_fifo_capacity_bytes" + label, 65_536.0)
                    .containsEntry("ipcctl_fifo_readers" + label, 1.0)
                    .containsEntry("ipcctl_fifo_writers" + label, 1.0);
            assertThat(series.get("ipcctl_pipe_queued_bytes")).isGreaterThanOrEqualTo(4321);
            assertThat(series.get("ipcctl_pipe_pipes")).isPositive()
                    .isGreaterThanOrEqualTo(series.get("ipcctl_pipe_measured"));
            assertThat(series.get("ipcctl_pipe_waiting_readers")).as("the peer's input").isPositive();
        }
    }

    @Test
    void limitsHaveTheirUse() {
        Map<String, Double> series = metrics("--kind", "limits");
        String files = "{holder=\"host\",limit=\"file-max\",mechanism=\"process\"";
        assertThat(series.get("ipcctl_limit_used_ratio" + files + "}")).isPositive().isLessThan(1);
        assertThat(series.get("ipcctl_limit_used" + files + ",unit=\"files\"}")).isPositive();
        assertThat(series)
                .containsKey("ipcctl_limit_value_bytes{holder=\"pipe\",limit=\"pipe-max-size\",mechanism=\"pipe\"}");
    }

    /** The man page is made of these. */
    @Test
    void whatIsToldIsDefinedWithItsLabels() {
        Map<String, String> terms = new MetricsCommand().terms();
        assertThat(terms).hasSizeGreaterThan(40);
        terms.values().forEach(help -> assertThat(help).endsWith("."));
        for (String series : metrics().keySet()) {
            String labels = LABEL.matcher(series).results().map(match -> match.group(1)).sorted().toList().toString();
            String name = series.replaceFirst("\\{.*", "");
            assertThat(terms.keySet().stream().filter(term -> term.replaceFirst("\\{.*", "").equals(name))
                    .map(term -> labelsOf(term)).toList()).as(series)
                    .containsExactly(labels);
        }
    }

    private static String labelsOf(String term) {
        return term.indexOf('{') < 0 ? "[]"
                : new TreeSet<>(List.of(term.substring(term.indexOf('{') + 1, term.length() - 1).split(", ")))
                        .toString();
    }

    @Test
    void noNameIsAgainstTheConventions() {
        List<String> names = new MetricsCommand().terms().keySet().stream().map(term -> term.replaceFirst("\\{.*", ""))
                .toList();
        assertThat(names).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("ipcctl(_[a-z]+)+")
                        && !name.matches(".*_(total|count|sum|bucket|info|created|percent|ms|kilobytes)"));
    }

    @Test
    void aBoundedNumberOfSeriesSaysSo() {
        String one = Scratch.name("metrics");
        String two = Scratch.name("metrics");
        for (String name : List.of(one, two)) {
            Cli.run("shm", "create", name, "--size", "10").succeeds();
            removeAtEnd("shm", name);
        }
        Outcome outcome = Cli.run("metrics", "--kind", "shm", "--max-series", "1").exits(0);
        assertThat(outcome.out().lines().filter(line -> line.startsWith("ipcctl_shm_size_bytes{"))).hasSize(1);
        assertThat(outcome.err())
                .isEqualTo(
                        "ipcctl metrics: shm: not all are reported, because a metric may have 1 series "
                                + "(--max-series)\n");
        assertThat(Cli.run("metrics", "--kind", "shm", "--max-series", "1", "--quiet").succeeds().out())
                .contains("ipcctl_omitted_objects{kind=\"shm\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --kind mq,x                   | which is not one of mq, sem
            --kind ''                     | which is not one of
            --max-series 0                | is outside 1 to 1000000
            --output a --listen 127.0.0.1:0 | cannot be combined
            --remote                      | --remote is for --listen
            --listen 127.0.0.1            | is not an address and a port
            --listen 127.0.0.1:65536      | is not an address and a port
            --listen :80                  | is not an address and a port
            --listen ::1:80               | is not an address and a port
            --listen 0.0.0.0:0            | other hosts can reach this address
            --listen [::]:0               | other hosts can reach this address
            --listen no.such.host.invalid:0 | names no address of this host
            """)
    void wrongUsageIsSaid(String arguments, String said) {
        Cli.run(("metrics " + arguments).replace("''", "").split(" ", -1)).exits(2).complains(said);
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli.run("metrics", "--listen", "127.0.0.1:" + taken.getLocalPort()).exits(4)
                    .complains("another process is already listening there");
        }
    }

    @Test
    void theFileIsReadableByOthersAndReplacedAsAWhole() throws Exception {
        Path file = Path.of(scratch.path("ipcctl.prom"));
        Cli.run("metrics", "--kind", "limits", "-q", "--output", file.toString()).succeeds().prints("");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r--r--");
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int whole = 0;
            try {
                while (end.getCount() > 0) {
                    assertThat(Files.readString(file)).startsWith("# TYPE ").endsWith("# EOF\n");
                    whole++;
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return whole;
        });
        for (int i = 0; i < 20; i++) {
            Cli.run("metrics", "--kind", "limits", "-q", "-o", file.toString()).succeeds();
        }
        end.countDown();
        assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
        try (var files = Files.list(scratch.directory())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void everyMechanismHasAWordOfItsOwn() {
        assertThat(Metrics.ALL.stream().map(MetricSource::word)).doesNotHaveDuplicates();
        Metrics.ALL.forEach(source -> assertThat(Metrics.find(source.word())).isSameAs(source));
        assertThat(Metrics.find("nothing")).isNull();
    }
}
