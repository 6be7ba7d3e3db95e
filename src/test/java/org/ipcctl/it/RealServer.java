package org.ipcctl.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;

/**
 * A server that others wrote, in a directory of its own, for all cases of a class. It is an ordinary user's, for some
 * will not run as root.
 */
final class RealServer implements AutoCloseable {
    /** Of a shell: a proxy at {@code $S} for the server at {@code $T}, which is there when this returns. */
    static final String PROXY = "proxy() { ipcctl sock proxy $S $T --ready-fd 9 \"$@\" 9>ready >out & P=$!; "
            + "until [ -s ready ]; do sleep 0.02; kill -0 $P || break; done; }; ";

    private static final String ORDINARY = "65534";
    private static final long DEADLINE_SECONDS = 60;

    private final Scratch scratch = new Scratch();
    private final Process process;
    private final String stop;

    /**
     * @param script begins it, and becomes it by {@code exec timeout}, so that it ends where the tests do not end it
     * @param ready  of a shell: whether it answers, in its directory
     * @param stop   the signal that ends it
     */
    RealServer(String script, String ready, String stop) throws IOException {
        this.stop = stop;
        String become = "";
        if (Needs.isRoot()) {
            Needs.program("setpriv", "util-linux");
            Installed.shell("chown " + ORDINARY + ":" + ORDINARY + " " + directory()).succeeds();
            become = "setpriv --reuid=" + ORDINARY + " --regid=" + ORDINARY + " --clear-groups ";
        }
        ProcessBuilder builder = new ProcessBuilder("sh", "-c",
                "cd " + directory() + "; " + "exec env --default-signal HOME=$PWD " + become + "bash -c \"$1\"", "sh",
                script);
        process = builder.redirectErrorStream(true).redirectOutput(log().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        boolean answers = false;
        try {
            answers = Installed.shell("cd " + directory() + "; until " + ready + "; do sleep 0.02; kill -0 "
                    + process.pid()
                    + " || exit 1; done").exitCode() == 0;
            assertThat(answers).as("the server answers; it said: %s", said()).isTrue();
        } finally {
            if (!answers) {
                close();
            }
        }
    }

    Path directory() {
        return scratch.directory();
    }

    private Path log() {
        return directory().resolve("server.log");
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    @Override
    public void close() {
        try {
            Installed.shell("kill -" + stop + " " + process.pid());
            boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertThat(ended).as("the server ends by SIG%s; it said: %s", stop, said()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        } finally {
            scratch.close();
        }
    }
}
