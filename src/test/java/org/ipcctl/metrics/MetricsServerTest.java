package org.ipcctl.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipcctl.inspect.Metric;
import org.ipcctl.inspect.MetricSet;
import org.ipcctl.inspect.MetricSource;
import org.ipcctl.inspect.MetricSource.Look;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server, as clients find it. */
@Timeout(120)
class MetricsServerTest {
    private static final MetricSet<Integer> SET = MetricSet
            .of(new Metric<>("t_looks", "Looks so far.", count -> count));

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile KernelException failure;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private MetricsServer server() throws IOException {
        Exposition exposition = new Exposition(List.of(new MetricSource("t", List.of(SET), this::look)), 10);
        MetricsServer server = MetricsServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), exposition,
                scrape -> {});
        open.add(server);
        return server;
    }

    private Look look() {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            if (failure != null) {
                throw failure;
            }
            return new Look(List.of(SET.measure(List.of(looks.incrementAndGet()))), List.of());
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private HttpResponse<String> ask(MetricsServer server, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server, path)).method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(MetricsServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private Socket connect(MetricsServer server, String said) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        open.add(socket);
        socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void eachRequestIsALook() throws Exception {
        MetricsServer server = server();
        HttpResponse<String> first = ask(server, "GET", "/metrics");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(first.body()).contains("ipcctl_t_looks 1.0\n");
        HttpResponse<String> second = ask(server, "GET", "/metrics?name[]=x", "Accept",
                "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(second.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(second.body()).contains("ipcctl_t_looks 2.0\n").endsWith("# EOF\n");
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        HttpResponse<String> head = ask(server(), "HEAD", "/metrics");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics/", "/metricsx", "/favicon.ico", "/%2e%2e/etc/passwd"})
    void anyOtherPathIsNotThere(String path) throws Exception {
        assertThat(ask(server(), "GET", path).statusCode()).isEqualTo(404);
        assertThat(looks).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "NONSENSE"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        HttpResponse<String> refused = ask(server(), method, "/metrics");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(looks).hasValue(0);
    }

    @Test
    void aLookThatFailsIsA500AndTheNextMayDoBetter() throws Exception {
        MetricsServer server = server();
        failure = new KernelException("open", "/proc", Errno.EMFILE);
        HttpResponse<String> failed = ask(server, "GET", "/metrics");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).contains("EMFILE");
        failure = null;
        assertThat(ask(server, "GET", "/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void manyAtOnceAreServedOneAfterTheOther() throws Exception {
        MetricsServer server = server();
        HttpRequest request = HttpRequest.newBuilder(uri(server, "/metrics")).timeout(Duration.ofSeconds(60)).build();
        List<CompletableFuture<HttpResponse<String>>> answers = Stream
                .generate(() -> client.sendAsync(request, BodyHandlers.ofString())).limit(200).toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
        assertThat(mostAtOnce).hasValue(1);
        assertThat(looks).hasValue(200);
    }

    /** More of them than there are threads, in each of the ways to be slow. */
    @Test
    void slowClientsKeepNobodyWaiting() throws Exception {
        MetricsServer server = server();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            slow.add(connect(server, ""));
            slow.add(connect(server, "GET /met"));
            slow.add(connect(server, "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: "));
            slow.add(connect(server, "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx"));
        }
        assertThat(ask(server, "GET", "/metrics").statusCode()).isEqualTo(200);
        // Those that have begun a request are cut off.
        for (int i = 1; i < slow.size(); i += 4) {
            slow.get(i).setSoTimeout(60_000);
            assertThat(slow.get(i).getInputStream().readNBytes(1 << 16).length).isLessThan(1 << 16);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "GET\r\n\r\n", "GET http:// HTTP/1.1\r\n\r\n", "\0\1\2\3\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nnonsense\r\n\r\n", "GET /metrics HTTP/9.9\r\n\r\n"})
    void nonsenseEndsNothing(String said) throws Exception {
        MetricsServer server = server();
        connect(server, said);
        assertThat(ask(server, "GET", "/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestWithTooManyHeadersIsRefused() throws Exception {
        MetricsServer server = server();
        Socket socket = connect(server, "GET /metrics HTTP/1.1\r\n"
                + String.join("", IntStream.range(0, 100).mapToObj(i -> "X" + i + ": y\r\n").toList()) + "\r\n");
        socket.setSoTimeout(60_000);
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .doesNotContain("200 OK");
        assertThat(looks).hasValue(0);
    }

    @Test
    void nobodyAnswersWhenItIsClosed() throws Exception {
        MetricsServer server = server();
        server.close();
        assertThatThrownBy(() -> connect(server, "")).isInstanceOf(ConnectException.class);
    }
}
