package org.ipcctl.kernel;

/**
 * A name in a directory that is held open: {@code unlinkat(2)}, {@code renameat2(2)}. What is looked at and what is
 * then removed or moved are in one directory, whoever moves that directory, or puts a symbolic link in its place, in
 * between: else the owner of a directory on the way to it could have root remove a file of that name anywhere. Within
 * the directory those who may write there can still put another file in its place, which is theirs to do.
 */
public final class DirectoryEntry implements AutoCloseable {
    private static final int RENAME_EXCHANGE = 2;

    private final String path;
    /** Null for a name in the working directory, and for one that ends with a slash. */
    private final Fd directory;
    private final String name;
    private final boolean owned;

    private DirectoryEntry(String path, Fd directory, String name, boolean owned) {
        this.path = path;
        this.directory = directory;
        this.name = name;
        this.owned = owned;
    }

    /**
     * The last name of {@code path}; whether there is a file of that name nobody asks.
     *
     * @throws KernelException of open(2) of its directory
     */
    public static DirectoryEntry of(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0 || slash == path.length() - 1) {
            return new DirectoryEntry(path, null, path, true);
        }
        String directory = slash == 0 ? "/" : path.substring(0, slash);
        return new DirectoryEntry(path, Fd.open(directory, Fd.O_PATH | Fd.O_DIRECTORY, 0, path),
                path.substring(slash + 1), true);
    }

    /** Another name in the same directory, as long as this one is open. */
    public DirectoryEntry sibling(String other) {
        return new DirectoryEntry(path.substring(0, path.length() - name.length()) + other, directory, other, false);
    }

    /** As the user named it. */
    public String path() {
        return path;
    }

    public String name() {
        return name;
    }

    private int at() {
        return directory == null ? LibC.AT_FDCWD : directory.number();
    }

    /** Of the file itself, be it a symbolic link. */
    public FileStatus status() {
        return FileStatus.ofLink(at(), name, path);
    }

    /** As {@link #status}; null where nothing has this name. */
    public FileStatus statusIfThere() {
        try {
            return status();
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    /** Whether {@code file} has this name. */
    public boolean is(FileStatus file) {
        FileStatus now = statusIfThere();
        return now != null && now.inode() == file.inode() && now.device() == file.device();
    }

    /** Makes a FIFO of it, less the umask: mkfifoat(3). */
    public void makeFifo(int mode) {
        byte[] bytes = OsString.cString(name);
        Syscall.call("mkfifo", path, () -> LibC.C.mkfifoat(at(), bytes, mode), "0" + Integer.toOctalString(mode));
    }

    /** unlinkat(2). */
    public void unlink() {
        byte[] bytes = OsString.cString(name);
        Syscall.call("unlinkat", path, () -> LibC.C.unlinkat(at(), bytes, 0));
    }

    /** Gives the file the name {@code other}, and whatever had that is gone: renameat2(2). */
    public void rename(DirectoryEntry other) {
        rename(other, 0, "0");
    }

    /** Has each of the two names stand for what the other one did, at once: renameat2(2). */
    public void exchange(DirectoryEntry other) {
        rename(other, RENAME_EXCHANGE, "RENAME_EXCHANGE");
    }

    private void rename(DirectoryEntry other, int flags, String words) {
        byte[] from = OsString.cString(name);
        byte[] to = OsString.cString(other.name);
        Syscall.call("renameat2", path, () -> LibC.C.renameat2(at(), from, other.at(), to, flags), other.path, words);
    }

    /**
     * Gives the file to another owner and group, unless another one than {@code file} has the name by now: fchownat(2).
     */
    public void setOwner(FileStatus file, long user, long group) {
        byte[] none = OsString.cString("");
        try (Fd found = held(file)) {
            Syscall.call("fchownat", path,
                    () -> LibC.C.fchownat(found.number(), none, (int) user, (int) group, LibC.AT_EMPTY_PATH), user,
                    group);
        }
    }

    /** Sets the permission bits of the file, unless another one than {@code file} has the name by now: fchmodat(2). */
    public void setMode(FileStatus file, int mode) {
        try (Fd found = held(file)) {
            // A descriptor that is open for nothing has no mode to set, but its entry in /proc leads to the file.
            byte[] entry = OsString.cString("/proc/self/fd/" + found.number());
            Syscall.call("fchmodat", path, () -> LibC.C.fchmodat(LibC.AT_FDCWD, entry, mode, 0),
                    "0" + Integer.toOctalString(mode));
        }
    }

    /** The file itself, be it a symbolic link, for nothing but to look at it: {@code O_PATH}. */
    public Fd open() {
        byte[] bytes = OsString.cString(name);
        return Fd.own(Syscall.call("openat", path,
                () -> LibC.C.openat(at(), bytes, Fd.O_PATH | Fd.O_NOFOLLOW | Fd.O_CLOEXEC, 0), "O_PATH"), path);
    }

    private Fd held(FileStatus file) {
        Fd found = open();
        FileStatus now = found.status();
        if (now.inode() != file.inode() || now.device() != file.device()) {
            found.close();
            throw new KernelException("openat", path, Errno.EBUSY)
                    .because("another file was put in its place just now").advise("Try again.");
        }
        return found;
    }

    @Override
    public void close() {
        if (owned && directory != null) {
            directory.close();
        }
    }
}
