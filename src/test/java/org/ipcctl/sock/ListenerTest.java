package org.ipcctl.sock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;
import org.ipcctl.testing.Scratch;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private final SocketAddress address = SocketAddress.ofAbstract(Scratch.name("listener").substring(1));

    /**
     * Whoever has the same socket takes the connection between our poll(2), which saw it, and our accept4(2): that
     * waited for ever.
     */
    @Test
    void aConnectionThatSomebodyElseTookBlocksNobody() throws Exception {
        try (Listener listener = Listener.open(address, SocketType.STREAM, -1);
             Fd same = listener.socket().fd().duplicate();
             UnixSocket caller = UnixSocket.connect(address, List.of(SocketType.STREAM), ConnectRetry.none(), null)) {
            assertThat(caller.type()).isEqualTo(SocketType.STREAM);
            AtomicInteger stolen = new AtomicInteger();
            CompletableFuture<Integer> accepting = CompletableFuture.supplyAsync(() -> {
                Thread waiter = Thread.currentThread();
                Syscall.traceTo(line -> {
                    if (Thread.currentThread() == waiter && line.startsWith("poll(") && stolen.get() == 0) {
                        stolen.set(SocketFunctions.C.accept4(same.number(), null, null, SocketFunctions.SOCK_CLOEXEC));
                    }
                });
                try {
                    listener.accept(Deadline.in(Duration.ofMillis(50)));
                    return 0;
                } catch (KernelException e) {
                    return e.errno();
                } finally {
                    Syscall.traceTo(null);
                }
            }, task -> new Thread(task, "waiter").start());
            try {
                assertThat(accepting.get(30, TimeUnit.SECONDS)).isEqualTo(Errno.ETIMEDOUT);
            } finally {
                assertThat(stolen.get()).isPositive();
                Fd.own(stolen.get(), "stolen").close();
            }
        }
    }
}
