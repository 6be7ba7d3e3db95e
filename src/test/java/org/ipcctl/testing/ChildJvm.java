package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of the tests in a Java process of its own: for what ends the process, and what a JVM does only once. */
public final class ChildJvm {
    private static final long DEADLINE_SECONDS = 60;

    private ChildJvm() {}

    /** The command line that runs {@code main} with these options of the JVM, and those that ipcctl's own has. */
    public static List<String> command(List<String> options, String classPath, String main, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(words);
        return command;
    }

    /** Runs it with the classes that the tests have. What it wrote, to stderr too, is the outcome's stdout. */
    public static Outcome run(List<String> options, Class<?> main, String... words)
            throws IOException, InterruptedException {
        return runThrough(List.of(), options, main, words);
    }

    /** As {@link #run}, by a program that becomes what it is told to. */
    public static Outcome runThrough(List<String> program, List<String> options, Class<?> main, String... words)
            throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (Scratch scratch = new Scratch()) {
            Path said = scratch.directory().resolve("said");
            List<String> command = new ArrayList<>(program);
            command.addAll(command(options, classPath, main.getName(), List.of(words)));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true).redirectOutput(said.toFile()).start();
            try {
                assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("%s ends", main).isTrue();
                return new Outcome(List.of(words), process.exitValue(), Files.readAllBytes(said), "");
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
