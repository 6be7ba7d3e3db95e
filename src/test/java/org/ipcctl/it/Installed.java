package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Outcome;

/** The tool as a user has it: the launcher of the distribution tree, in a process of its own. */
final class Installed {
    static final Path TREE = Path.of(System.getProperty("ipcctl.tree", "target/ipcctl")).toAbsolutePath();
    static final String COMMAND = TREE.resolve("bin/ipcctl").toString();
    /** Beside other tests, and what else the machine does. */
    private static final long DEADLINE_SECONDS = 300;
    private static final long LEFTOVER_MILLIS = 10_000;

    /**
     * The kernel counts the bytes of all queues that a user has, in whichever name space, and tests that run side by
     * side have many. A root of a container may not raise that, and then is to do without.
     */
    private static final long QUEUE_BYTES = 64L << 20;

    static {
        if (Needs.isRoot()) {
            try {
                new ProcessBuilder("prlimit", "--msgqueue=" + QUEUE_BYTES, "--pid",
                        Long.toString(ProcessHandle.current().pid())).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Installed() {}

    /** Runs {@code ipcctl ARGUMENTS} with an empty stdin. */
    static Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(Arrays.asList(arguments));
        return execute(new ProcessBuilder(command), new byte[0]);
    }

    /** Runs {@code script} with bash; {@code ipcctl} in it is the tool, for it leads PATH. */
    static Outcome shell(String script) {
        return shell(script, new byte[0]);
    }

    /** As above with {@code stdin}. */
    static Outcome shell(String script, byte[] stdin) {
        // A shell cannot undo what it finds ignored, as under nohup or in the background of a script.
        ProcessBuilder builder = new ProcessBuilder("env", "--default-signal", "bash", "-c", script);
        builder.environment().merge("PATH", TREE.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        return execute(builder, stdin);
    }

    private static Outcome execute(ProcessBuilder builder, byte[] stdin) {
        try {
            Process process = builder.start();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Thread outReader = drain(process.getInputStream(), out);
            Thread errReader = drain(process.getErrorStream(), err);
            feed(process, stdin);
            boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertThat(ended).as("%s ends within %d s, after it wrote %s and %s", builder.command(), DEADLINE_SECONDS,
                    out, err).isTrue();
            // A process that the command left behind still holds them open: a failure, not a test that never ends.
            outReader.join(LEFTOVER_MILLIS);
            errReader.join(LEFTOVER_MILLIS);
            assertThat(outReader.isAlive() || errReader.isAlive()).as("%s left a process behind that holds its streams",
                    builder.command()).isFalse();
            return new Outcome(builder.command(), process.exitValue(), out.toByteArray(),
                    err.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(Process process, byte[] stdin) {
        try (var to = process.getOutputStream()) {
            to.write(stdin);
        } catch (IOException readerLeftEarly) {
            // A command that did not read its stdin is what some tests are about.
        }
    }

    private static Thread drain(InputStream from, ByteArrayOutputStream into) {
        Thread thread = new Thread(() -> {
            try (from) {
                from.transferTo(into);
            } catch (IOException closed) {
                // The process was ended; what came so far counts.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
