package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ipcctl.kernel.TimerSlack;

/**
 * The threads of one side under load. They are bound to the CPU of who first has them work, and begin at one moment.
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

    Crew(int size, String name) {
        this.size = size;
        threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(() -> {
                TimerSlack.least();
                task.run();
            }, name);
            thread.setDaemon(true);
            return thread;
        });
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
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(nobodyDoesThat);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
