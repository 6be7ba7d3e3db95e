package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The programs in src/test/c, compiled by the machine's cc into target/c the first time a test wants one. */
public final class CPrograms {
    private static final Path SOURCES = Path.of("src/test/c");
    private static final Path BINARIES = Path.of("target/c");
    private static final Map<String, String> BUILT = new ConcurrentHashMap<>();

    private CPrograms() {}

    /** The path of the compiled {@code src/test/c/NAME.c}; the test is skipped where there is no compiler. */
    public static String path(String name) {
        Needs.that(hasCompiler(), "no C compiler on this machine (Debian: apt install gcc)");
        return BUILT.computeIfAbsent(name, CPrograms::build);
    }

    /** Whether there is a {@code cc} on PATH. */
    public static boolean hasCompiler() {
        return Needs.isOnPath("cc");
    }

    private static String build(String name) {
        try {
            Files.createDirectories(BINARIES);
            Path binary = BINARIES.resolve(name + "-" + ProcessHandle.current().pid());
            binary.toFile().deleteOnExit();
            Process cc = new ProcessBuilder("cc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-o",
                    binary.toString(),
                    SOURCES.resolve(name + ".c").toString(), "-lpthread", "-lrt").redirectErrorStream(true).start();
            String said = new String(cc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(cc.waitFor()).as("cc %s.c: %s", name, said).isZero();
            return binary.toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a program in C prints, fed with {@code input}; {@code what} tells it from others where cc refuses it. */
    public static String output(String program, byte[] input, String what) throws IOException, InterruptedException {
        try (Scratch scratch = new Scratch()) {
            Path source = Files.writeString(Path.of(scratch.path("program.c")), program);
            Path in = Files.write(Path.of(scratch.path("input")), input);
            String binary = scratch.path("program");
            assertThat(said(new ProcessBuilder("cc", "-std=gnu11", "-O0", "-w", "-o", binary, source.toString())))
                    .as("%s: cc", what).isEmpty();
            return said(new ProcessBuilder(binary).redirectInput(in.toFile()));
        }
    }

    /** What a program prints on both of its streams, and its exit status where that is not 0. */
    public static String said(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return code == 0 ? said : said + "exit code " + code;
    }
}
