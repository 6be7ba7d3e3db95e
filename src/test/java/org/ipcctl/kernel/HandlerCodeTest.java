package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ipcctl.testing.CPrograms;
import org.ipcctl.testing.Needs;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader of src/main/assembly sees is what runs. */
class HandlerCodeTest {
    private static final int WORDS = 4 * Long.BYTES;

    @ParameterizedTest
    @CsvSource({"X86_64, x86_64, x86_64-linux-gnu-, -O0", "AARCH64, aarch64, aarch64-linux-gnu-, -march=armv8.5-a"})
    void theMachineCodeIsTheAssembly(HandlerCode code, String file, String tools, String option) throws Exception {
        compare("handler", file, tools, option, code.with(0, 0, 0, 0), WORDS);
    }

    @ParameterizedTest
    @CsvSource({"X86_64, x86_64, x86_64-linux-gnu-, -O0", "AARCH64, aarch64, aarch64-linux-gnu-, -march=armv8.5-a"})
    void theTetherIsItsAssembly(TetherCode code, String file, String tools, String option) throws Exception {
        compare("tether", file, tools, option, code.with(0, 0, 0), TetherCode.WORDS * Integer.BYTES);
    }

    private static void compare(String what, String file, String tools, String option, byte[] ours, int words)
            throws Exception {
        for (String tool : new String[] {"as", "objcopy"}) {
            Needs.program(tools + tool, "binutils-" + file.replace('_', '-') + "-linux-gnu");
        }
        try (Scratch scratch = new Scratch()) {
            run(tools + "as", option, "-o", scratch.path("code.o"), "src/main/assembly/" + what + "-" + file + ".s");
            run(tools + "objcopy", "-O", "binary", "-j", ".text", scratch.path("code.o"), scratch.path("code.bin"));
            byte[] assembled = Files.readAllBytes(Path.of(scratch.path("code.bin")));
            assertThat(Arrays.copyOf(ours, ours.length - words))
                    .isEqualTo(Arrays.copyOf(assembled, assembled.length - words));
            assertThat(ours).hasSameSizeAs(assembled);
        }
    }

    /** What comes of it is said at the head of bus_handler.c. */
    private static final String WORKS = "0 1 7 0 1 0 1";

    @Test
    void itWorksOnThisMachine() throws Exception {
        HandlerCode code = HandlerCode.ofThisMachine();
        Needs.that(code != null, "no handler of SIGBUS was written for this architecture");
        try (Scratch scratch = new Scratch()) {
            Files.write(Path.of(scratch.path("code")), code.with(0, 0, 0, 0));
            assertThat(run(CPrograms.path("bus_handler"), scratch.path("code"))).isEqualTo(WORKS);
        }
    }

    @Test
    void itWorksOnArm() throws Exception {
        Needs.program("qemu-aarch64", "qemu-user");
        Needs.program("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross");
        try (Scratch scratch = new Scratch()) {
            Files.write(Path.of(scratch.path("code")), HandlerCode.AARCH64.with(0, 0, 0, 0));
            run("aarch64-linux-gnu-gcc", "-static", "-O1", "-o", scratch.path("probe"), "src/test/c/bus_handler.c");
            assertThat(run("qemu-aarch64", scratch.path("probe"), scratch.path("code"))).isEqualTo(WORKS);
        }
    }

    /** Under an emulator it has a parent of its own, which is this process. */
    @Test
    void theTetherBecomesItsCommandOnArm() throws Exception {
        Needs.program("qemu-aarch64", "qemu-user");
        try (Scratch scratch = new Scratch()) {
            Path file = Path.of(scratch.path("tether"));
            Files.write(file, TetherCode.AARCH64.file((int) ProcessHandle.current().pid(), 20, 21));
            assertThat(file.toFile().setExecutable(true)).isTrue();
            assertThat(run("qemu-aarch64", file.toString(), "/bin/sh", "name", "-c", "echo $0 $1", "zero", "one"))
                    .isEqualTo("zero one");
            Files.write(file, TetherCode.AARCH64.file(1, 20, 21));
            assertThat(new ProcessBuilder("qemu-aarch64", file.toString(), "/bin/true", "true").start().waitFor())
                    .isEqualTo(137);
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }
}
