package org.ipcctl.kernel;

import java.util.List;

/**
 * The tmpfs where glibc keeps shared memory objects, and named semaphores as {@code sem.NAME}; what it means when it
 * refuses, and whether that is its own doing or a file's in it. See {@code shm_overview(7)}, {@code tmpfs(5)}.
 */
public final class DevShm {
    public static final String PATH = "/dev/shm";

    /** What makes it, for root. */
    public static final String MOUNT = "mkdir -p " + PATH + " && mount -t tmpfs -o mode=1777 shm " + PATH;

    private static final String LOOK = "Check its mode with 'ls -ld " + PATH + "'; it is usually 1777.";

    private DevShm() {}

    /** Twice as many as there may be; without a limit where nobody knows that. */
    private static long inodes() {
        FileSystem there = FileSystem.of(PATH);
        return there == null ? 0 : 2 * there.inodes();
    }

    /** The names of the files there, in no order. */
    public static List<String> names() {
        try {
            return Directory.names(PATH);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? missing(e) : e;
        }
    }

    /** The refusal of a new file, which is the directory's. */
    public static KernelException explainCreation(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT, Errno.ENOTDIR -> missing(e);
            case Errno.EACCES, Errno.EPERM -> e
                    .because("the directory " + PATH + " does not let you create a file in it").advise(LOOK);
            case Errno.EROFS -> e.because(PATH + " is mounted read-only");
            case Errno.ENOSPC -> e.because(PATH + " has no room for another object (its limit nr_inodes)")
                    .advise("As root: " + Raise.remount(PATH, "nr_inodes", inodes())).in(DevShmSituation.NO_INODE);
            default -> e;
        };
    }

    /**
     * The refusal of an existing {@code file} where permissions are missing or the file system is read-only.
     *
     * @param otherwise what it is where it is the file's own mode; may be null
     */
    public static KernelException explainAccess(KernelException e, String file, Situation otherwise) {
        if (e.is(Errno.EROFS)) {
            return e.because(PATH + " is mounted read-only");
        } else if (!isReachable(file)) {
            return e.because("the directory " + PATH + " does not let you reach files in it").advise(LOOK);
        }
        return e.in(otherwise);
    }

    /**
     * The refusal to remove {@code file}: the sticky bit lets owners remove, and without the right to write in it
     * nobody may.
     */
    public static KernelException explainRemoval(KernelException e, String file, String what) {
        return switch (e.errno()) {
            case Errno.EPERM -> e.because("only its owner and root may remove a " + what);
            case Errno.EACCES -> isReachable(file)
                    ? e.because("the directory " + PATH + " does not let you remove files from it").advise(LOOK)
                    : explainAccess(e, file, null);
            case Errno.EROFS -> e.because(PATH + " is mounted read-only");
            default -> e;
        };
    }

    private static boolean isReachable(String file) {
        try {
            FileStatus.ofLink(PATH + "/" + file);
            return true;
        } catch (KernelException e) {
            return !e.is(Errno.EACCES);
        }
    }

    private static KernelException missing(KernelException e) {
        return e.because(e.subject().equals(PATH) ? "no such directory" : "the directory " + PATH + " does not exist")
                .advise("Mount it as root: " + MOUNT);
    }
}
