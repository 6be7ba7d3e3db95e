package org.ipcctl.bench.transport;

import java.util.function.Supplier;
import org.ipcctl.bench.Setup;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sysv.Key;

/** What becomes of the names of a case, in whatever state their directory is. */
final class Names {
    /** Where shared memory and semaphores live: shm_overview(7), sem_overview(7). */
    static final String SHM = "/dev/shm";

    private Names() {}

    /**
     * Runs {@code removal}, and is content where there is nothing to remove: without its directory no name was made,
     * nor a System V object where the kernel has none; and another side may have been quicker.
     */
    static void remove(Runnable removal) {
        try {
            removal.run();
        } catch (KernelException e) {
            if (!e.is(Errno.ENOENT) && !e.is(Errno.ENOTDIR) && !e.is(Errno.ENOSYS) && !e.isGone()) {
                throw e;
            }
        }
    }

    /** As above of {@code file}, of which a read-only file system says the same whether it is there or not. */
    static void remove(String file, Runnable removal) {
        try {
            remove(removal);
        } catch (KernelException e) {
            if (!e.is(Errno.EROFS) || isThere(file)) {
                throw e;
            }
        }
    }

    /** All of them, whatever becomes of the others; the first failure has the others with it. */
    static void removeAll(Runnable... removals) {
        KernelException first = null;
        for (Runnable removal : removals) {
            try {
                removal.run();
            } catch (KernelException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * The System V key of a case's object, which is never IPC_PRIVATE. A key has 32 bits, so it may be another's by
     * chance, once in four thousand million times.
     */
    static Key key(Setup setup, String suffix) {
        int key = setup.name(suffix).hashCode() * 0x9E3779B1;
        return Key.parse(Integer.toUnsignedString(key == 0 ? 1 : key));
    }

    /** What was made by {@code call}; null where there was one of {@code key} already. */
    static <T> T made(String call, Key key, T object) {
        if (object == null) {
            throw new KernelException(call, key.text(), Errno.EEXIST);
        }
        return object;
    }

    /**
     * What {@code making} makes; where it fails, the reason names {@code directory}, for the names themselves say
     * nothing to the user.
     */
    static <T> T in(String directory, Supplier<T> making) {
        try {
            return making.get();
        } catch (KernelException e) {
            throw e.reason().contains(directory) ? e : e.because(directory + ": " + e.reason());
        }
    }

    /**
     * As above in {@code directory}, which the caller's TMPDIR chooses: another would do, unless it is the object that
     * is not there any more.
     */
    static <T> T inTemporary(String directory, Supplier<T> making) {
        try {
            return in(directory, making);
        } catch (KernelException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e.because(e.reason() + "; set TMPDIR to another directory");
            }
            throw isThere(directory) ? e
                    : e.because("the directory " + directory + " does not exist; set TMPDIR to one that does");
        }
    }

    private static boolean isThere(String path) {
        try {
            FileStatus.of(path);
            return true;
        } catch (KernelException e) {
            return !e.is(Errno.ENOENT);
        }
    }
}
