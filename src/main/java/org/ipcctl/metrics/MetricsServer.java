package org.ipcctl.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells over HTTP what there is at the moment of the request. Looks are made one after the other, however many ask; who
 * is slow to ask, or to take the answer, is cut off, and there are threads for many of those.
 */
public final class MetricsServer implements AutoCloseable {
    /** Where the numbers are. */
    public static final String PATH = "/metrics";
    private static final int THREADS = 64;
    private static final int WAITING = 128;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int FAILED = 500;

    private final Exposition exposition;
    private final Consumer<Scrape> told;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    static {
        // The JDK has these for the whole process, reads them once, and waits for ever without them: seconds for a
        // request, and for its answer; seconds that a connection may be idle, and how many may be; bytes of a body that
        // are read for courtesy.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "15");
        System.setProperty("sun.net.httpserver.idleInterval", "15");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "16");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "64");
        System.setProperty("sun.net.httpserver.drainAmount", "0");
        System.setProperty("jdk.httpserver.maxConnections", "512");
    }

    private MetricsServer(HttpServer server, Exposition exposition, Consumer<Scrape> told) {
        this.server = server;
        this.exposition = exposition;
        this.told = told;
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "metrics");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Listens at {@code address} from now on.
     *
     * @param told is handed each look
     * @throws IOException where it cannot
     */
    public static MetricsServer at(InetSocketAddress address, Exposition exposition, Consumer<Scrape> told)
            throws IOException {
        return new MetricsServer(HttpServer.create(address, WAITING), exposition, told);
    }

    /** The address that it has, with the port that was chosen where 0 was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            // A connection for each request: nobody keeps one that others need.
            exchange.getResponseHeaders().set("Connection", "close");
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, NOT_ALLOWED, "Only GET and HEAD are for " + PATH + ".\n");
            } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
                say(exchange, NOT_FOUND, "The only page here is " + PATH + ".\n");
            } else {
                tell(exchange);
            }
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        String accept = String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
        byte[] body;
        try {
            body = look().accepted(accept);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            // Of this look; the next may find what this one lacked.
            say(exchange, FAILED, e.getMessage() + "\n");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", Scrape.contentType(accept));
        send(exchange, OK, body);
    }

    private synchronized Scrape look() {
        Scrape scrape = exposition.look();
        told.accept(scrape);
        return scrape;
    }

    private static void say(HttpExchange exchange, int status, String words) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, words.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
