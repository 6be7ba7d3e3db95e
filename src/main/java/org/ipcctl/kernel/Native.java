package org.ipcctl.kernel;

import com.kenai.jffi.LastError;
import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
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
    static final String[] LIBRARIES = {"libc.so.6", "librt.so.1", "libpthread.so.0"};

    /** What jnr itself asks before it generates stubs; the launcher decides. */
    private static final boolean GENERATES = Boolean.parseBoolean(System.getProperty("jnr.ffi.asm.enabled", "true"));

    /** Whether what has to be done before the first C function is called has been. */
    private static boolean begun;

    private Native() {}

    /**
     * The C functions that {@code functions} declares: jnr's stubs, which are generated here and are quick to call; or,
     * for a short command that cannot wait for that, the class that the build wrote for it, where it did.
     */
    public static <T> T load(Class<T> functions) {
        if (!begun && functions != SignalFunctions.Functions.class) {
            begun = true;
            String ignored = System.getProperty("ipcctl.ignored");
            if (ignored != null) {
                SignalDispatch.begin(ignored);
            }
            WorkingDirectory.goBack();
        }
        if (!GENERATES) {
            try {
                return functions
                        .cast(Class.forName(functions.getName() + "$$Calls").getDeclaredConstructor().newInstance());
            } catch (ReflectiveOperationException notWritten) {
                // Classes as javac leaves them, in a test: jnr does it then.
            }
        }
        LibraryLoader<T> loader = LibraryLoader.create(functions);
        for (String library : LIBRARIES) {
            loader.library(library);
        }
        return loader.load();
    }

    /** Whether this process has called into C. */
    static boolean hasBegun() {
        return begun;
    }

    /** jnr's runtime of this process. */
    public static Runtime runtime() {
        return Runtime.getSystemRuntime();
    }

    /**
     * Where a direct buffer begins, to be asked for once: the JVM takes a tenth of a small system call to answer. The
     * address is good as long as somebody holds the buffer.
     */
    public static long address(ByteBuffer buffer) {
        return MemoryIO.getInstance().getDirectBufferAddress(buffer);
    }

    /**
     * The error number that the last C call of this thread left. It says something only right after a call that
     * reported failure: jnr keeps the old number when a call succeeds. {@link Syscall} is its one reader.
     */
    static int errno() {
        return LastError.getInstance().get();
    }
}
