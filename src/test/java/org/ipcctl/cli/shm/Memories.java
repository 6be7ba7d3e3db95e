package org.ipcctl.cli.shm;

import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.testing.Cli;
import org.ipcctl.testing.Scratch;

/** Shared memory objects and semaphores of one test, removed at its end. */
final class Memories implements AutoCloseable {
    private final Scratch scratch = new Scratch();

    /** A name that nobody has; the object is removed at the end if somebody creates it. */
    String name(String stem) {
        String name = Scratch.name(stem);
        scratch.atEnd(() -> SharedMemory.unlink(name));
        return name;
    }

    /** As {@link #name}, of a semaphore. */
    String semaphore(String stem) {
        String name = Scratch.name(stem);
        scratch.atEnd(() -> NamedSemaphore.unlink(name));
        return name;
    }

    /** An object of that many zeros. */
    String create(String stem, long size) {
        String name = name(stem);
        Cli.run("shm", "create", name, "--size", Long.toString(size)).succeeds();
        return name;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
