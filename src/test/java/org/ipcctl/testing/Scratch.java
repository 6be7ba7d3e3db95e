package org.ipcctl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/**
 * Names of kernel objects and files that no other test, and no other run, uses; all begin with {@code ipcctl-t-} and
 * the pid, so that what is left behind can be told. Closing removes the files and runs what {@link #atEnd} was given.
 */
public final class Scratch implements AutoCloseable {
    public static final String PREFIX = "ipcctl-t-";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Path directory;
    private final Deque<Runnable> cleanups = new ArrayDeque<>();

    public Scratch() {
        try {
            directory = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh name for a queue, a semaphore or shared memory, with its slash. */
    public static String name(String stem) {
        return "/" + PREFIX + ProcessHandle.current().pid() + "-" + stem + "-" + COUNTER.incrementAndGet();
    }

    public Path directory() {
        return directory;
    }

    /** A path in the folder of this scratch; nothing is created. */
    public String path(String file) {
        return directory.resolve(file).toString();
    }

    /** Runs {@code cleanup} at the end, last registered first; that the object is gone already is fine. */
    public void atEnd(Runnable cleanup) {
        cleanups.push(cleanup);
    }

    @Override
    public void close() {
        while (!cleanups.isEmpty()) {
            try {
                cleanups.pop().run();
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
