package org.ipcctl.kernel;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipcctl.testing.ChildJvm;
import org.junit.jupiter.api.Test;

class ExitHookTest {
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
        ChildJvm.run(List.of(), Late.class).exits(7).prints("step\n");
    }

    /** A process whose one step waits for somebody who never comes, and whose other one ends by itself. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) {
            ExitHook.run("endless", ExitHook::await);
            ExitHook.runToItsEnd("patient", () -> System.out.println("done"));
            ExitHook.end(7);
        }
    }

    @Test
    void aStepThatDoesNotEndIsNotWaitedForForEver() throws Exception {
        ChildJvm.run(List.of(), Endless.class).exits(7).prints("done\n");
    }
}
