package org.ipcctl.work;

import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.Users;

/**
 * A directory whose files are believed, and that messages are written into: nobody but this user and root may change
 * what is in it, nor put another one in its place. So the directories and symbolic links on the way to it belong to
 * these two, and not everybody may write there, unless the sticky bit keeps others' files. Who is in the group of a
 * directory on the way is trusted: homes of people whose umask is 002 let a group write that is theirs alone.
 */
final class OwnDirectory {
    static final int MODE = 0700;
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int WRITABLE_BY_ALL = 02;
    private static final int STICKY = 01000;
    private static final String ADVICE = "Choose another directory with --state DIR, or make this one accessible "
            + "only to you.";

    private OwnDirectory() {}

    /**
     * Makes {@code path} and what is missing on the way to it.
     *
     * @throws KernelException EPERM where somebody else could change it, ENOTDIR where it is something else
     */
    static void make(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            makeOrFind(path.substring(0, slash));
            checkStep(path.substring(0, slash));
        }
        makeOrFind(path);
        check(path);
        checkRealWay(path);
    }

    /** What is there need not be writable, nor in a file system that is. */
    private static void makeOrFind(String path) {
        try {
            Files.makeDirectory(path, MODE);
        } catch (KernelException e) {
            if (!e.is(Errno.EROFS) && !e.is(Errno.EACCES) || !isThere(path)) {
                throw e.advise("Choose another directory with --state DIR.");
            }
        }
    }

    private static boolean isThere(String path) {
        try {
            return FileStatus.of(path).kind() == FileStatus.Kind.DIRECTORY;
        } catch (KernelException notThere) {
            return false;
        }
    }

    /**
     * Nothing in it is believed, nor anything written there, where somebody else could have put it there or could read
     * it.
     */
    static void check(String path) {
        FileStatus status = FileStatus.ofLink(path);
        String wrong = status.kind() != FileStatus.Kind.DIRECTORY ? "is a " + status.kind() + ", and not a directory"
                : status.uid() != Users.effectiveUser()
                        ? "belongs to " + Users.user(status.uid()) + ", who could change its contents"
                        : (status.mode() & WRITABLE_BY_OTHERS) != 0
                                ? "may be written by others, who could change its contents" : null;
        if (wrong != null) {
            throw new KernelException("statx", path,
                    status.kind() == FileStatus.Kind.DIRECTORY ? Errno.EPERM : Errno.ENOTDIR).because(wrong)
                    .advise(ADVICE);
        }
    }

    /** A directory on the way, or a link to one. */
    private static void checkStep(String path) {
        FileStatus status = FileStatus.ofLink(path);
        String wrong = null;
        // Whoever owns the root has all of it; in a user namespace that may be somebody whom nobody there can name.
        if (status.uid() != 0 && status.uid() != Users.effectiveUser() && status.uid() != FileStatus.of("/").uid()) {
            wrong = "belongs to " + Users.user(status.uid()) + ", who could replace it";
        } else if (status.kind() == FileStatus.Kind.DIRECTORY && (status.mode() & WRITABLE_BY_ALL) != 0
                && (status.mode() & STICKY) == 0) {
            wrong = "may be written by everybody, so anybody could replace it";
        }
        if (wrong != null) {
            throw new KernelException("statx", path, Errno.EPERM).because(wrong).advise(ADVICE);
        }
    }

    /** The way there without links, from the root on; as far as /proc tells. */
    private static void checkRealWay(String path) {
        String real;
        try (Fd directory = Fd.open(path, Fd.O_PATH | Fd.O_DIRECTORY, 0)) {
            real = OpenFiles.own(directory);
        }
        for (int slash = real == null ? -1 : real.indexOf('/', 1); slash > 0; slash = real.indexOf('/', slash + 1)) {
            checkStep(real.substring(0, slash));
        }
    }
}
