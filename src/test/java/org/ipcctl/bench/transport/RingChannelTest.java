package org.ipcctl.bench.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Tuning;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ring whose sides have mapped the same memory at two places, as two processes have. */
class RingChannelTest {
    private static final int CAPACITY = 4096;
    private static final int TOTAL = 1 << 20;

    @ParameterizedTest
    @CsvSource({"POSIX, true", "POSIX, false", "FILE, true", "SYSV, true"})
    void everyByteArrivesInItsPlaceHoweverTheSidesWait(SharedArea area, boolean sleeps) throws Exception {
        Setup setup = new Setup("shm", Metric.THROUGHPUT, 64, "ipcctl-ring-" + ProcessHandle.current().pid(),
                System.getProperty("java.io.tmpdir"), new Tuning(CAPACITY, 0, 0),
                false);
        try (NativeMemory from = NativeMemory.allocate(TOTAL); NativeMemory to = NativeMemory.allocate(TOTAL);
             RingChannel here = new RingChannel(area, Side.SENDING, setup, sleeps);
             RingChannel there = new RingChannel(area, Side.RECEIVING, setup, sleeps)) {
            for (int at = 0; at < TOTAL; at += Long.BYTES) {
                RawMemory.putLong(from.address() + at, at * 0x9E3779B97F4A7C15L);
            }
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                for (int at = 0, size = 1; at < TOTAL; at += size) {
                    size = Math.min(TOTAL - at, size * 7 % (3 * CAPACITY) + 1);
                    here.send(from.address() + at, size);
                }
            }, RingChannelTest::inItsOwnThread);
            CompletableFuture<Void> received = CompletableFuture.runAsync(() -> {
                for (int at = 0; at < TOTAL;) {
                    at += there.receive(to.address() + at, Math.min(TOTAL - at, 1 + at % 5000));
                }
            }, RingChannelTest::inItsOwnThread);
            CompletableFuture.allOf(sent, received).get(30, TimeUnit.SECONDS);
            for (int at = 0; at < TOTAL; at += Long.BYTES) {
                assertThat(RawMemory.getLong(to.address() + at)).isEqualTo(at * 0x9E3779B97F4A7C15L);
            }
        } finally {
            area.remove(setup);
        }
    }

    /** The common pool has one thread on two CPUs, and from Java 25 on it is used all the same. */
    private static void inItsOwnThread(Runnable task) {
        Thread thread = new Thread(task, "side");
        thread.setDaemon(true);
        thread.start();
    }
}
