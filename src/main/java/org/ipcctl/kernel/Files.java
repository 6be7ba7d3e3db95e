package org.ipcctl.kernel;

/** Calls on paths and on the process that no mechanism owns: unlink(2), mkdir(2), umask(2). */
public final class Files {
    /** What a new object lets others do, unless somebody asks for more: nothing. */
    public static final int MODE_OF_OBJECTS = 0600;
    /** What a new file lets others do, less the umask: open(2), mkfifo(1). */
    public static final int MODE_OF_FILES = 0666;
    /** All permissions that a mode has for owner, group and others. */
    public static final int ALL_PERMISSIONS = 0777;

    private Files() {}

    /** unlink(2). */
    public static void unlink(String path) {
        byte[] bytes = OsString.cString(path);
        Syscall.call("unlink", path, () -> LibC.C.unlink(bytes));
    }

    /**
     * mkdir(2).
     *
     * @return false where {@code path} is there already, whatever it is
     */
    public static boolean makeDirectory(String path, int mode) {
        byte[] bytes = OsString.cString(path);
        long outcome = Syscall.attempt("mkdir", path, () -> LibC.C.mkdir(bytes, mode),
                "0" + Integer.toOctalString(mode));
        if (outcome < 0 && outcome != -Errno.EEXIST) {
            throw new KernelException("mkdir", path, (int) -outcome);
        }
        return outcome == 0;
    }

    /** rmdir(2), where it is empty; what is not, or is not there, is left as it is. */
    public static void removeIfEmpty(String directory) {
        byte[] bytes = OsString.cString(directory);
        long outcome = Syscall.attempt("rmdir", directory, () -> LibC.C.rmdir(bytes));
        if (outcome < 0 && outcome != -Errno.ENOTEMPTY && outcome != -Errno.EEXIST && outcome != -Errno.ENOENT) {
            throw new KernelException("rmdir", directory, (int) -outcome);
        }
    }

    /** rename(2). */
    public static void rename(String from, String to) {
        byte[] source = OsString.cString(from);
        byte[] target = OsString.cString(to);
        Syscall.call("rename", from, () -> LibC.C.rename(source, target), to);
    }

    /** The umask of this process. umask(2) can only be read by setting it, so it is set and put back. */
    public static synchronized int umask() {
        int mask = LibC.C.umask(077);
        LibC.C.umask(mask);
        return mask;
    }

    /** Runs {@code action} while {@code mask} is the umask of this process, and puts the old one back. */
    public static synchronized void withUmask(int mask, Runnable action) {
        int old = LibC.C.umask(mask);
        try {
            action.run();
        } finally {
            LibC.C.umask(old);
        }
    }
}
