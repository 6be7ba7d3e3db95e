package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Json;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The road from a failure to what the user sees of it: words, JSON and exit code. */
class ErrorsTest {
    /** A command that fails in a given way. */
    private static final class Failing extends Command {
        private final Supplier<RuntimeException> failure;
        private final WaitOptions wait = waitOptions("nothing comes");

        Failing(Supplier<RuntimeException> failure) {
            this.failure = failure;
        }

        @Override
        protected int run(Args args, Context context) {
            assertThat(wait).isNotNull();
            throw failure.get();
        }
    }

    private static Outcome run(Supplier<RuntimeException> failure, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "fail";
        System.arraycopy(options, 0, words, 1, options.length);
        return Cli.of(CommandNode.group("ipcctl", "test commands",
                CommandNode.leaf("fail", "fail", () -> new Failing(failure)))).execute(words);
    }

    @ParameterizedTest
    @CsvSource({"ENOENT,3", "ENXIO,3", "ESRCH,3", "ECONNREFUSED,3", "ENOTDIR,3", "EEXIST,4", "EADDRINUSE,4", "EACCES,5",
        "EPERM,5", "EROFS,5",
        "EAGAIN,6", "ENOSPC,7", "EMFILE,7", "ENFILE,7", "EMSGSIZE,7", "ENOMEM,7", "ENOBUFS,7", "EDQUOT,7", "EFBIG,7",
        "E2BIG,7", "ENAMETOOLONG,7",
        "ENOSYS,8", "EOPNOTSUPP,8", "ETIMEDOUT,124", "EINVAL,1", "EBADF,1", "EPIPE,1"})
    void everyErrorNumberHasItsExitCode(String name, int code) throws Exception {
        int errno = Errno.class.getField(name).getInt(null);
        run(() -> new KernelException("mq_open", "/jobs", errno)).exits(code)
                .complains("ipcctl fail: /jobs: " + Errno.text(errno) + " (mq_open: "
                        + (name.equals("EOPNOTSUPP") ? "ENOTSUP" : name) + ").");
    }

    @ParameterizedTest
    @CsvSource({"ENOENT,127", "EACCES,126", "ENOEXEC,126", "EAGAIN,7"})
    void aCmdThatDoesNotStartHasTheCodesOfEnv(String name, int code) throws Exception {
        int errno = Errno.class.getField(name).getInt(null);
        run(() -> new KernelException("posix_spawnp", "nope", errno)).exits(code);
    }

    @Test
    void aFailureSaysWhatWhyAndWhatToDo() {
        Outcome outcome = run(
                () -> new KernelException("mq_open", "/jobs", Errno.ENOENT).because("no such message queue")
                        .advise("Create it with 'ipcctl mq create /jobs'."));
        assertThat(outcome.err()).isEqualTo(
                "ipcctl fail: /jobs: no such message queue (mq_open: ENOENT). Create it with 'ipcctl mq create "
                        + "/jobs'.\n");
    }

    @Test
    void aFailureIsOneObjectWhereJsonWasAskedFor() {
        Outcome outcome = run(() -> new KernelException("mq_open", "/jobs", Errno.ENOENT).advise("Look."), "--format",
                "ndjson");
        assertThat(outcome.err()).hasLineCount(1);
        assertThat(Json.row(outcome.err())).containsExactly(entry("command", "ipcctl fail"), entry("subject", "/jobs"),
                entry("syscall", "mq_open"),
                entry("errno", 2L), entry("errno_name", "ENOENT"), entry("message", Errno.text(Errno.ENOENT)),
                entry("hint", "Look."),
                entry("exit_code", 3L));
        Outcome known = run(() -> new CommandFailure(ExitCode.UNSUPPORTED, "", "not here", null), "-J");
        assertThat(Json.row(known.exits(8).err())).containsEntry("subject", null).containsEntry("syscall", null)
                .containsEntry("errno", null)
                .containsEntry("hint", null);
    }

    @Test
    void aBugIsStatus70WithItsTraceAndARequest() {
        Outcome outcome = run(() -> new IllegalStateException("oh")).exits(70);
        assertThat(outcome.err()).startsWith("ipcctl fail: internal error: java.lang.IllegalStateException: oh\n")
                .contains("\tat org.ipcctl.")
                .endsWith("This is a bug in ipcctl; please report it with the lines above.\n");
    }

    /** The JDK's and jnr's own threads are begun where a class is made ready. */
    @Test
    void aThreadThatCouldNotBeStartedIsALimitBehindOtherErrorsToo() {
        Error none = new OutOfMemoryError(
                "unable to create native thread: possibly out of memory or process/resource limits reached");
        run(() -> {
            throw new ExceptionInInitializerError(new IllegalStateException(none));
        }).exits(7).complains("no thread can be started", "ulimit -u");
    }

    @Test
    void anotherStatusForWaitsAndForNothingElse() {
        run(() -> new KernelException("poll", "q", Errno.ETIMEDOUT), "-E", "9").exits(9);
        run(() -> new KernelException("read", "q", Errno.EAGAIN), "--conflict-exit-code=0").exits(0);
        run(() -> new KernelException("read", "q", Errno.ENOENT), "-E", "9").exits(3);
        run(() -> new KernelException("read", "q", Errno.ETIMEDOUT), "-E", "256").exits(2)
                .complains("'256' is outside 0 to 255");
        run(() -> new KernelException("read", "q", Errno.ETIMEDOUT), "-E", "-1").exits(2);
        run(() -> new KernelException("read", "q", Errno.EAGAIN), "--nonblock", "--timeout", "1").exits(2)
                .complains("cannot be combined");
    }

    @Test
    void aClosedStdoutIsQuietAndAClosedObjectIsNot() {
        assertThat(run(() -> new KernelException("write", "standard output", Errno.EPIPE)).exits(1).err())
                .contains("broken pipe");
        assertThat(run(StdoutClosed::new).exits(141).err()).isEmpty();
    }

    @Test
    void readmeHasTheSameTable() throws IOException {
        String readme = Files.readString(Path.of("README.md")).replace("`", "");
        ExitCode.table().forEach((code, meaning) -> {
            if (!code.startsWith("12")) {
                assertThat(readme).contains("| " + code + " | " + meaning + " |");
            }
        });
        assertThat(readme).contains("| 124 | timed out, as timeout(1) |", "126, 127", "128+N");
    }
}
