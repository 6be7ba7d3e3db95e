package org.ipcctl.kernel;

/** Calls on paths and on the process that no mechanism owns: unlink(2), umask(2). */
public final class Files {
    private Files() {
    }

    /** unlink(2). */
    public static void unlink(String path) {
        byte[] bytes = OsString.cString(path);
        Syscall.call("unlink", path, () -> LibC.C.unlink(bytes));
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
