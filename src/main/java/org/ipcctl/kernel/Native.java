package org.ipcctl.kernel;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * Where C functions come from: glibc, by jnr-ffi.
 *
 * <p>Each mechanism declares just the functions it calls, as a public interface nested in a package-private class: jnr
 * needs the interface public, and javac keeps every other package away from it. Small interfaces load faster than one
 * large one, and start-up is what users feel first.
 */
public final class Native {
    /**
     * From glibc 2.34 on everything is in libc, and librt and libpthread are kept as empty shells; before that
     * {@code mq_*} and {@code shm_*} are in librt and {@code sem_*} in libpthread.
     */
    private static final String[] LIBRARIES = {"libc.so.6", "librt.so.1", "libpthread.so.0"};

    private Native() {
    }

    /** The C functions that {@code functions} declares. */
    public static <T> T load(Class<T> functions) {
        LibraryLoader<T> loader = LibraryLoader.create(functions);
        for (String library : LIBRARIES) {
            loader.library(library);
        }
        return loader.load();
    }

    /** jnr's runtime of this process. */
    public static Runtime runtime() {
        return Runtime.getSystemRuntime();
    }

    /**
     * The error number that the last C call of this thread left. It says something only right after a call that
     * reported failure: jnr keeps the old number when a call succeeds. {@link Syscall} is its one reader.
     */
    static int errno() {
        return runtime().getLastError();
    }
}
