package org.ipcctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.testing.ChildJvm;
import org.ipcctl.testing.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command whose second thread fails would wait for it for ever, beside a trace of Java. */
class HelperThreadTest {
    private static final class Waiting extends Command {
        private final Arg<String> how = arg(ValueType.TEXT, "HOW", "What happens.");

        @Override
        protected int run(Args args, Context context) throws InterruptedException {
            ExitHook.run("last step", () -> System.out.println("cleaned up"));
            String happens = args.get(how);
            new Thread(() -> {
                if (happens.equals("kernel")) {
                    throw new KernelException("ioctl", "the socket", Errno.EINVAL);
                }
                throw new OutOfMemoryError("Java heap space");
            }).start();
            new CountDownLatch(1).await();
            return 0;
        }
    }

    /** What is run as a process of its own. */
    static final class Started {
        private Started() {}

        public static void main(String[] args) {
            Invocation.run(CommandNode.group("ipcctl", "a test", CommandNode.leaf("hold", "wait", Waiting::new)),
                    List.of(args), new StandardIo());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kernel | 1 | ipcctl hold: the socket: invalid argument (ioctl: EINVAL).
            memory | 7 | ipcctl hold: not enough memory: java heap space.
            """)
    void theProcessEndsWithASentenceAndItsLastSteps(String happens, int status, String told) throws Exception {
        Outcome outcome = ChildJvm.run(List.of("-Xrs"), Started.class, "hold", happens).exits(status);
        assertThat(outcome.out()).startsWith(told).endsWith("cleaned up\n").doesNotContain("\tat ");
    }
}
