package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** jnr's generated stubs once passed garbage as a sixth argument: both kinds of stub must hand it over. */
class SixArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void theSixthArgumentArrivesWithGeneratedAndWithReflectiveStubs(String generated) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options = Runtime.version().feature() < 24 ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        try (Scratch scratch = new Scratch()) {
            List<String> command = Stream
                    .of(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()), options,
                            List.of("-Djnr.ffi.asm.enabled=" + generated, "-cp", classPath,
                                    SixArguments.class.getName(),
                                    scratch.directory().toString()))
                    .flatMap(List::stream).toList();
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said.strip()).isEqualTo("arrived offset");
            assertThat(process.exitValue()).isZero();
        }
    }
}
