package org.ipcctl.kernel;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** posix_spawn(3) and its builders, which return error numbers instead of setting errno. */
final class SpawnFunctions {
    /** Bytes of a sigset_t. */
    static final int SIGSET_SIZE = 128;

    static final Functions C = Native.load(Functions.class);

    private SpawnFunctions() {}

    /** A function of glibc 2.34 and later; calling it is an {@link UnsatisfiedLinkError} before that. */
    static CloseFrom closeFrom() {
        return Native.load(CloseFrom.class);
    }

    /** Public only because jnr asks for it. */
    public interface Functions {
        int posix_spawnp(@Out int[] pid, @In byte[] file, Pointer actions, Pointer attributes, Pointer argv,
                         Pointer envp);

        int posix_spawn_file_actions_init(Pointer actions);

        int posix_spawn_file_actions_destroy(Pointer actions);

        int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int newFd);

        int posix_spawn_file_actions_addclose(Pointer actions, int fd);

        int posix_spawnattr_init(Pointer attributes);

        int posix_spawnattr_destroy(Pointer attributes);

        int posix_spawnattr_setflags(Pointer attributes, short flags);

        int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

        int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

        int waitpid(int pid, @Out int[] status, int options);
    }

    /** A wait that leaves the child to be reaped, for where nothing better tells of its end. */
    static Waiting waiting() {
        return Native.load(Waiting.class);
    }

    /** Public only because jnr asks for it. */
    public interface Waiting {
        int waitid(int kind, int pid, @Out byte[] information, int options);
    }

    /** Public only because jnr asks for it. */
    public interface CloseFrom {
        int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int lowest);
    }
}
