package org.ipcctl.kernel;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Threads that open a file again and again, without O_CLOEXEC, and close it: what a JVM's own threads do. */
final class Opener implements AutoCloseable {
    static final String FILE = "/dev/zero";
    private static final int THREADS = 3;

    private final CountDownLatch begun = new CountDownLatch(THREADS);
    private final List<Thread> threads = Stream.generate(() -> new Thread(this::work)).limit(THREADS).toList();
    private volatile boolean over;

    Opener() {
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    private void work() {
        byte[] path = OsString.cString(FILE);
        while (!over) {
            int number = LibC.C.open(path, Fd.O_RDONLY, 0);
            begun.countDown();
            Thread.yield();
            LibC.C.close(number);
        }
    }

    void isAtWork() throws InterruptedException {
        begun.await();
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
