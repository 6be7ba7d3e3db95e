package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A second process that a test talks to over its stdin and stdout, a line at a time: it says when it is ready and waits
 * for a word, so that nobody sleeps. Every wait has a deadline, and closing ends the process.
 */
public final class Peer implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final String END = "\0end of output";

    private final Process process;
    private final List<String> command;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Peer(Process process, List<String> command) {
        this.process = process;
        this.command = command;
        Thread reader = new Thread(this::collect, "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts {@code command}, whatever signals the tests were started to ignore, as in the background of a script; its
     * stderr goes with its stdout.
     */
    public static Peer start(String... command) {
        try {
            List<String> line = new ArrayList<>(List.of("env", "--default-signal"));
            line.addAll(Arrays.asList(command));
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            return new Peer(builder.start(), Arrays.asList(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                line = reader.readLine();
            }
        } catch (IOException closed) {
            // The process was ended by close(); what it said so far is in the queue.
        }
        lines.add(END);
    }

    public long pid() {
        return process.pid();
    }

    /** The next line it prints. */
    public String line() {
        try {
            String line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("a line from %s within %d s", command, DEADLINE_SECONDS).isNotNull().isNotEqualTo(END);
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it prints exactly {@code expected}. */
    public Peer says(String expected) {
        assertThat(line()).as("line of %s", command).isEqualTo(expected);
        return this;
    }

    /** Sends it a line. */
    public Peer tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends it the signal {@code name}, as {@code STOP}. */
    public Peer signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Closes its stdin. */
    public Peer hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits for its end and tells its exit status as Java does: 128 plus the signal where one ended it. */
    public int end() {
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        end();
    }
}
