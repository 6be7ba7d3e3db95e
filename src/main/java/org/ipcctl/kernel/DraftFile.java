package org.ipcctl.kernel;

import jnr.ffi.annotations.In;

/**
 * A file that gets its name when it is complete: nobody ever sees a part of it, and nothing is left of one that was not
 * completed. {@code O_TMPFILE} of {@code open(2)} and {@code linkat(2)}; where the file system has no such files, one
 * under a name that nobody looks for.
 */
public final class DraftFile implements AutoCloseable {
    private final Fd fd;
    /** What it is called meanwhile; null where it has no name, or not this one any more. */
    private String interim;

    private DraftFile(Fd fd, String interim) {
        this.fd = fd;
        this.interim = interim;
    }

    /**
     * An empty file, for reading and writing.
     *
     * @param directory where it is to get its name
     * @param mode      permission bits, from which the umask is taken off
     * @param name      what messages call it
     * @throws KernelException of open(2); all but those about limits are about the directory
     */
    public static DraftFile in(String directory, int mode, String name) {
        byte[] path = OsString.cString(directory);
        long number = Syscall.attempt("open", name,
                () -> LibC.C.open(path, Fd.O_RDWR | Fd.O_TMPFILE | Fd.O_CLOEXEC, mode),
                "O_TMPFILE", "0" + Integer.toOctalString(mode));
        if (number >= 0) {
            return new DraftFile(Fd.own(number, name), null);
        } else if (number != -Errno.EOPNOTSUPP && number != -Errno.EISDIR) {
            throw new KernelException("open", name, (int) -number);
        }
        return named(directory, mode, name);
    }

    /** The way without {@code O_TMPFILE}. */
    static DraftFile named(String directory, int mode, String name) {
        String interim = directory + "/.ipcctl-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        byte[] path = OsString.cString(interim);
        return new DraftFile(Fd.own(Syscall.call("open", name,
                () -> LibC.C.open(path, Fd.O_RDWR | Fd.O_CREAT | Fd.O_EXCL | Fd.O_CLOEXEC, mode), "O_CREAT | O_EXCL"),
                name), interim);
    }

    /** The open file, which {@link #close} closes. */
    public Fd fd() {
        return fd;
    }

    /**
     * Gives it its name.
     *
     * @return false where {@code path} is taken; this one stays a draft then
     */
    public boolean publish(String path) {
        byte[] target = OsString.cString(path);
        long outcome = interim != null ? link(interim, 0, target)
                : link("/proc/self/fd/" + fd.number(), LibC.AT_SYMLINK_FOLLOW, target);
        if (outcome == -Errno.ENOENT && interim == null) {
            // No /proc. The privileged can name a descriptor itself.
            outcome = Syscall.attempt("linkat", fd.name(),
                    () -> Functions.C.linkat(fd.number(), new byte[1], LibC.AT_FDCWD, target, LibC.AT_EMPTY_PATH));
        }
        if (outcome < 0 && outcome != -Errno.EEXIST) {
            throw new KernelException("linkat", fd.name(), (int) -outcome);
        }
        return outcome == 0;
    }

    /** Has all that was written be on its disk: {@code fsync(2)}. */
    public void sync() {
        Syscall.call("fsync", fd.name(), () -> Functions.C.fsync(fd.number()));
    }

    /**
     * Gives it the name {@code path}, and the file that had it is gone: {@code rename(2)}. No call puts a file without
     * a name in the place of another, so it is called {@code forAMoment} then, and no longer than between two calls.
     *
     * @throws KernelException EEXIST where {@code forAMoment} is taken
     */
    public void replace(String path, String forAMoment) {
        if (interim != null) {
            // Where there is no O_TMPFILE there may be no links either, as on vfat.
            Files.rename(interim, path);
            interim = null;
            return;
        }
        // jnr makes what a call needs when it is first called, and that is not to fall between the two.
        LibC.C.rename(new byte[1], new byte[1]);
        if (publish(path)) {
            return;
        } else if (!publish(forAMoment)) {
            throw new KernelException("linkat", fd.name(), Errno.EEXIST);
        }
        try {
            Files.rename(forAMoment, path);
        } catch (RuntimeException e) {
            Files.unlink(forAMoment);
            throw e;
        }
    }

    private long link(String from, int flags, byte[] target) {
        byte[] source = OsString.cString(from);
        return Syscall.attempt("linkat", fd.name(),
                () -> Functions.C.linkat(LibC.AT_FDCWD, source, LibC.AT_FDCWD, target, flags));
    }

    /** Closes the file; it is gone where it was not published. */
    @Override
    public void close() {
        if (interim != null && fd.isOpen()) {
            Files.unlink(interim);
        }
        fd.close();
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int fsync(int fd);

            int linkat(int oldDirectory, @In byte[] oldPath, int newDirectory, @In byte[] newPath, int flags);
        }
    }
}
