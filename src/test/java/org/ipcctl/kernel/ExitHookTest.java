package org.ipcctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AtEndTest {
    /** A process that asks for a step when its end is under way, and would go on. */
    static final class Late {
        private Late() {}

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch ending = new CountDownLatch(1);
            CountDownLatch stepDone = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ending.countDown();
                try {
                    stepDone.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException nobodyInterruptsUs) {
                    throw new IllegalStateException(nobodyInterruptsUs);
                }
            }));
            new Thread(() -> System.exit(7)).start();
            ending.await();
            ExitHook.run("late", () -> {
                System.out.println("step");
                stepDone.countDown();
            });
            System.out.println("went on");
        }
    }

    /** It was an IllegalStateException, told as a bug of ipcctl, where Ctrl-C came early. */
    @Test
    void whereTheEndHasBegunTheStepIsDoneAndNothingElse() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), Late.class.getName()));
        if (Runtime.version().feature() >= 24) {
            command.addAll(1, List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        Process late = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(late.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo("step\n");
        assertThat(late.exitValue()).isEqualTo(7);
    }
}
