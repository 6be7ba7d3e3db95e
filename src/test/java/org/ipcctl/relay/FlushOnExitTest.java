package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.testing.ChildJvm;
import org.junit.jupiter.api.Test;

class FlushOnExitTest {
    /** Longer than a reader that has stopped to read is waited for. */
    private static final long WORK_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** A process that has much to do with what it has taken when its end comes. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) throws InterruptedException {
            Fd stdout = Fd.borrow(1, "standard output");
            try (FlushOnExit last = new FlushOnExit(new Outlet(stdout), () -> {
                long end = System.nanoTime() + WORK_NANOS;
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
                stdout.writeFully(
                        ByteBuffer.allocateDirect(8).put("all rows".getBytes(StandardCharsets.US_ASCII)).flip());
            }, () -> {})) {
                last.begin();
                last.end();
                new Thread(() -> System.exit(7)).start();
                new CountDownLatch(1).await();
            }
        }
    }

    /** On a host without a CPU to spare a table was lost: to put it into form took longer than a second. */
    @Test
    void whoIsAtWorkIsNotTakenForOneWhoseReaderHasStopped() throws Exception {
        ChildJvm.run(List.of(), Busy.class).exits(7).prints("all rows");
    }
}
