package org.ipcctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code src/test/fuzz/run} knows already: each input of the corpora, those that once found a fault among them.
 */
class FuzzCorpusTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<Class<?>> TARGETS = List.of(org.ipcctl.layout.LayoutFuzz.class,
            org.ipcctl.relay.FrameFuzz.class, org.ipcctl.relay.RowFuzz.class,
            org.ipcctl.relay.RecordFuzz.class, org.ipcctl.sock.AddressFuzz.class,
            org.ipcctl.cli.convert.WordsFuzz.class, org.ipcctl.bench.saved.BenchFileFuzz.class,
            org.ipcctl.cli.sock.RecordingFuzz.class,
            org.ipcctl.work.ClaimFuzz.class, org.ipcctl.shm.RingFuzz.class);

    private static Path corpora() throws Exception {
        return Path.of(FuzzCorpusTest.class.getResource("/fuzz").toURI());
    }

    private static List<Path> inputs(Class<?> target) throws Exception {
        try (Stream<Path> files = Files.list(corpora().resolve(target.getSimpleName()))) {
            return files.sorted().toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachInputEndsInASentence() throws Exception {
        try (Stream<Path> corpora = Files.list(corpora())) {
            assertThat(corpora.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TARGETS.stream().map(Class::getSimpleName).toList());
        }
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (Class<?> target : TARGETS) {
            List<Path> inputs = inputs(target);
            assertThat(inputs).as(target.getSimpleName()).isNotEmpty();
            Method method = target.getMethod("fuzzerTestOneInput", byte[].class);
            inputs.forEach(input -> tests.add(DynamicTest
                    .dynamicTest(target.getSimpleName() + "/" + input.getFileName(), () -> run(method, input))));
        }
        return tests.build();
    }

    private static void run(Method method, Path input) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                method.invoke(null, (Object) bytes(input));
            } catch (InvocationTargetException e) {
                throw new AssertionError(input.toString(), e.getCause());
            }
        });
    }

    private static byte[] bytes(Path input) throws IOException {
        return Files.readAllBytes(input);
    }
}
