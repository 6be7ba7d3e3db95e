package org.ipcctl.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.ipcctl.docs.Documents;
import org.ipcctl.testing.ChildJvm;
import org.ipcctl.testing.Outcome;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A kind of objects that ipcctl does not have is a directory, here {@code org.ipcctl.toy}, and one line of
 * {@link Kinds}: everything that goes over all kinds knows it then, and nothing else was compiled anew.
 */
class OneMoreKindTest {
    private static final String REGISTRY = "src/main/java/org/ipcctl/host/Kinds.java";
    private static final String LAST_LINE = "            ShmKind.KIND);";
    private static final String LINE = "            ShmKind.KIND, org.ipcctl.toy.ToyKind.KIND);";
    private static final long DEADLINE_SECONDS = 60;

    private static final Scratch SCRATCH = new Scratch();
    private static final String TOOL = System.getProperty("surefire.test.class.path",
            System.getProperty("java.class.path"));

    @BeforeAll
    static void compile() throws IOException {
        Path sources = Files.createDirectories(SCRATCH.directory().resolve("sources"));
        Files.createDirectories(SCRATCH.directory().resolve("classes"));
        Files.createDirectories(SCRATCH.directory().resolve("toys"));
        String registry = Files.readString(Path.of(REGISTRY));
        assertThat(registry).contains(LAST_LINE);
        Path changed = Files.writeString(sources.resolve("Kinds.java"), registry.replace(LAST_LINE, LINE));
        Path toy = Files.copy(Path.of("src/test/resources/toy/ToyKind.java"), sources.resolve("ToyKind.java"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", TOOL, "-d",
                SCRATCH.path("classes"), changed.toString(), toy.toString())).isZero();
    }

    @AfterAll
    static void clear() {
        SCRATCH.close();
    }

    private static Path toy(String name) throws IOException {
        return Files.writeString(SCRATCH.directory().resolve("toys").resolve(name), "abc");
    }

    private static Outcome ipcctl(String... words) throws IOException {
        return java("org.ipcctl.Main", words);
    }

    /** What the class does, in a process of its own, with the kind in it. */
    private static Outcome java(String main, String... words) throws IOException {
        List<String> command = ChildJvm.command(List.of(), SCRATCH.path("classes") + File.pathSeparator + TOOL, main,
                List.of(words));
        Path out = Files.createTempFile(SCRATCH.directory(), "out", "");
        Path err = Files.createTempFile(SCRATCH.directory(), "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("TOYS", SCRATCH.path("toys"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(List.of(words), process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    }

    @Test
    void itIsListed() throws IOException {
        toy("bear");
        ipcctl("ls", "--kind", "toy", "toy:/bear", "--columns", "kind,object,size_bytes", "--format", "csv").exits(0)
                .prints("kind,object,size_bytes\ntoy,toy:/bear,3\n");
    }

    @Test
    void itsHoldersAreFound() throws IOException {
        Path held = toy("ball");
        Process holder = new ProcessBuilder("sh", "-c", "echo; read x").redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.appendTo(held.toFile())).start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('\n');
            ipcctl("holders", "toy:ball", "--columns", "pid", "--format", "csv", "--no-header").exits(0)
                    .prints(holder.pid() + "\n");
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void itIsWaitedFor() throws IOException {
        toy("kite");
        ipcctl("wait", "toy:kite").succeeds();
        ipcctl("wait", "toy:none", "--timeout", "50ms").exits(124).complains("none");
        ipcctl("wait", "toy:none", "--for", "gone").succeeds();
    }

    @Test
    void itIsRemoved() throws IOException {
        Path gone = toy("top");
        ipcctl("rm", "toy:top", "--force").succeeds();
        assertThat(gone).doesNotExist();
        ipcctl("rm", "toy:top").exits(3).complains("top");
    }

    @Test
    void itsWordIsOffered() throws IOException {
        ipcctl("rm", "tox:bear").exits(2).complains("toy:NAME");
        ipcctl("ls", "--kind", "tox").exits(2).complains("'toy'");
        assertThat(java(Completion.class.getName()).exits(0).out())
                .contains("toy) directory='" + SCRATCH.path("toys") + "'");
    }

    /** Prints the completion for bash. */
    static final class Completion {
        private Completion() {}

        public static void main(String[] args) {
            System.out.print(Documents.all().get("completions/ipcctl.bash"));
        }
    }
}
