package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The weaver of the build: what it rewrites does what javac's classes do, and what it would write wrongly fails the
 * build.
 */
class WeaverTest {
    private static final Path SOURCES = Path.of("src/main/weaver");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    static Path work;

    private static Path given;

    @BeforeAll
    static void packSample() throws Exception {
        given = Files.createDirectories(work.resolve("given"));
        try (OutputStream file = Files.newOutputStream(given.resolve("sample.jar"));
             ZipOutputStream jar = new ZipOutputStream(file)) {
            Path classes = Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path tests = Path.of(WovenSample.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            pack(jar, classes, "");
            pack(jar, tests, "WovenSample");
        }
        for (String library : List.of("jffi", "jnr-ffi", "asm", "jnr-a64asm", "jnr-x86asm", "jnr-constants")) {
            Path jar = Arrays.stream(CLASS_PATH.split(":")).map(Path::of)
                    .filter(path -> path.getFileName().toString().matches(library + "-[0-9.]*\\.jar"))
                    .findFirst().orElseThrow();
            Files.copy(jar, given.resolve(jar.getFileName()));
        }
    }

    private static void pack(ZipOutputStream jar, Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("org/ipcctl/kernel"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix)).toList()) {
                jar.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void wovenClassesDoWhatTheirOriginalsDo() throws Exception {
        Path out = work.resolve("woven");
        assertThat(weave(SOURCES, out)).isEmpty();
        List<String> plain = lines(sample(given));
        List<String> woven = lines(sample(out));
        assertThat(woven.subList(0, 2)).isEqualTo(plain.subList(0, 2));
        assertThat(plain.subList(2, 4)).noneMatch("org.ipcctl.kernel.WovenSample$Functions$$Calls"::equals)
                .contains("true");
        assertThat(woven.subList(2, 4)).containsExactly("org.ipcctl.kernel.WovenSample$Functions$$Calls", "false");
    }

    @Test
    void wrongTypeOnTheStackFailsTheBuild() throws Exception {
        assertThat(
                weave(broken("Function.java", "checkCast(wanted)", "checkCast(Type.getType(java.util.Locale.class))"),
                        work.resolve("type")))
                .contains("$$Function").contains("at instruction").contains("java/util/Locale");
    }

    @Test
    void callOfNoMethodFailsTheBuild() throws Exception {
        assertThat(weave(broken("Calls.java", "\"putLong\"", "\"putLongs\""), work.resolve("call")))
                .contains("Functions$$Calls.")
                .contains("INVOKEVIRTUAL org/ipcctl/kernel/CArguments.putLongs (J)V: there is no such method");
    }

    @Test
    void missingStackMapFailsTheBuild() throws Exception {
        assertThat(weave(broken("Weaver.java", "accept(lambdas, 0)", "accept(lambdas, ClassReader.SKIP_FRAMES)"),
                work.resolve("frame")))
                .contains("is no valid class");
    }

    /** The weaver with a mistake in it. */
    private static Path broken(String file, String right, String wrong) throws IOException {
        Path folder = Files.createTempDirectory(work, "broken");
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, folder.resolve(source.getFileName()));
            }
        }
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(folder.resolve(file), text.replace(right, wrong));
        return folder;
    }

    /** What the weaver of {@code sources} has to say: nothing where all is well. */
    private static String weave(Path sources, Path out) throws Exception {
        Path compiled = Files.createTempDirectory(work, "weaver");
        List<String> javac = new ArrayList<>(List.of(tool("javac"), "-cp", CLASS_PATH, "-d", compiled.toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).forEach(javac::add);
        }
        assertThat(run(javac)).isEmpty();
        return run(List.of(tool("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                compiled + ":" + CLASS_PATH, "Weaver", out.toString(), given.toString()));
    }

    private static String sample(Path jars) throws Exception {
        try (Stream<Path> files = Files.list(jars)) {
            String own = files.map(Path::toString).collect(Collectors.joining(":"));
            // The libraries of C come in a jar of their own, which is not woven.
            String engine = Arrays.stream(CLASS_PATH.split(":")).filter(path -> path.endsWith("-native.jar"))
                    .collect(Collectors.joining(":"));
            List<String> command = new ArrayList<>(List.of(tool("java"), "-Djnr.ffi.asm.enabled=false"));
            if (Runtime.version().feature() >= 24) {
                command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
            }
            command.addAll(List.of("-cp", own + ":" + engine, WovenSample.class.getName()));
            return run(command);
        }
    }

    private static String run(List<String> command) throws Exception {
        Path output = Files.createTempFile(work, "output", null);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue() == 0 || !said.isEmpty()).as("a failure says why").isTrue();
        return said;
    }

    private static List<String> lines(String output) {
        List<String> lines = output.lines().toList();
        assertThat(lines).as(output).hasSize(4);
        return lines;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
