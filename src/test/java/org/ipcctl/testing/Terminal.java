package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An interactive program on a terminal of its own, made by script(1): a test types, and waits for what it shows. */
public final class Terminal implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final Process process;
    private final StringBuilder shown = new StringBuilder();
    private int seen;

    private Terminal(Process process) {
        this.process = process;
        Thread reader = new Thread(this::collect, "a terminal's output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code command}, a line of sh, with {@code environment} beside this process's own. */
    public static Terminal start(String command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder("script", "-qfec", command, "/dev/null")
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            return new Terminal(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect() {
        try (InputStream in = process.getInputStream()) {
            int b = in.read();
            while (b >= 0) {
                synchronized (shown) {
                    shown.append((char) b);
                    shown.notifyAll();
                }
                b = in.read();
            }
        } catch (IOException closed) {
            // Ended by close(); what was shown so far counts.
        }
    }

    /** Waits until {@code text} is shown, behind what was waited for before. */
    public Terminal shows(String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        synchronized (shown) {
            int at = shown.indexOf(text, seen);
            while (at < 0 && System.nanoTime() < deadline) {
                try {
                    shown.wait(TimeUnit.NANOSECONDS.toMillis(Math.max(deadline - System.nanoTime(), 0)) + 1);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                at = shown.indexOf(text, seen);
            }
            assertThat(at).as("'%s' appears within %d s in:%n%s", text, DEADLINE_SECONDS, shown).isNotNegative();
            seen = at + text.length();
        }
        return this;
    }

    /** All that was shown until now. */
    public String all() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    /** Types {@code keys}, control characters included. */
    public Terminal types(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("the terminal ends").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
