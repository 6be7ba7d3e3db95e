package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ipcctl.kernel.TimerSlack;

/**
 * The threads of one side under load. They are bound to the CPU of who first has them work, and begin at one moment.
 * Where one fails, others may be in a call of the kernel from which nothing brings them back; so what they all use is
 * given up by the last of them that ends.
 */
final class Crew implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;
    private final CompletionService<ResourceUse> done;
    private final CyclicBarrier begin;
    private volatile long start;

    /** What each does. */
    interface Work {
        void run(int number);
    }

    /** @param last what is done after {@link #close}, when all of them have ended, by the last or by who closes it */
    Crew(int size, String name, Runnable last) {
        this.size = size;
        threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(() -> {
                TimerSlack.least();
                task.run();
            }, name);
            thread.setDaemon(true);
            return thread;
        }) {
            @Override
            protected void terminated() {
                last.run();
            }
        };
        done = new ExecutorCompletionService<>(threads);
        begin = new CyclicBarrier(size, () -> start = System.nanoTime());
    }

    /** The clock reading at which all began. */
    long start() {
        return start;
    }

    /**
     * Has all of them work, and tells what that cost them together; where one of them fails, the failure, without
     * waiting for the others.
     */
    ResourceUse work(Work work) {
        for (int i = 0; i < size; i++) {
            int number = i;
            done.submit(() -> {
                begin.await();
                return ResourceUse.of(() -> work.run(number));
            });
        }
        List<ResourceUse> all = new ArrayList<>();
        while (all.size() < size) {
            all.add(next());
        }
        // Each has seen those of the whole process.
        long collections = all.stream().mapToLong(ResourceUse::collections).max().orElse(0);
        return all.stream().map(use -> use.withCollections(0)).reduce(ResourceUse.NONE, ResourceUse::plus)
                .withCollections(collections);
    }

    private ResourceUse next() {
        try {
            return done.take().get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(nobodyDoesThat);
        }
    }

    /** What {@code cause} is to whoever was not there: itself, unless it is a checked exception. */
    static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error failure) {
            throw failure;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    /** Those that work go on; none begins anything more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
