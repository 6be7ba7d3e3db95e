package org.ipcctl.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.DraftFile;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LateError;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Users;

/**
 * A file that is written as a whole when everything is known: a reader sees the old content or the new one. What is not
 * a regular file, as {@code /dev/null}, and a file in a directory that may not be written, is written in place, for a
 * rename would put another file there. A FIFO is waited for, for a while. A signal that comes meanwhile ends the
 * process when it is written.
 *
 * @param path as the user named it; links are followed
 * @param mode of a file that was not there before, from which the umask is taken off
 */
public record OutputFile(Path path, int mode) {
    /** What the user names; where it is no text in this locale, Java cannot open it. */
    public static final ValueType<String> NAME = ValueType.custom("FILE", String.class, OutputFile::named)
            .completing(ValueType.Names.FILES);
    /** For the reader of a FIFO to come, and to take it all. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = 20_000_000;
    /** Held while a file is written that has no name yet, or one of its own. */
    private static final Object LOCK = new Object();

    /** One that has the mode of any new file. */
    public OutputFile(Path path) {
        this(path, org.ipcctl.kernel.Files.MODE_OF_FILES);
    }

    private static String named(String text) {
        String name = ValueType.PATH.parser().apply(text);
        try {
            return Path.of(name).toString();
        } catch (InvalidPathException notInThisLocale) {
            throw new IllegalArgumentException(
                    "contains bytes that are not text in this locale, and Java cannot open such a file");
        }
    }

    /** Fails where it could not be written, before anything is measured. */
    public void check() {
        refuseLinkOfOthers(path.toString());
        if (Files.isDirectory(path)) {
            throw new CommandFailure(ExitCode.FAILED, path.toString(), "it is a directory", "Name a file.");
        } else if (Files.exists(path)) {
            if (!Files.isWritable(path)) {
                throw new CommandFailure(ExitCode.PERMISSION, path.toString(), "you may not write to it",
                        "Name another file, or see its mode with 'ls -l'.");
            }
            return;
        }
        Path directory = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, directory.toString(), "no such directory",
                    "Create it with 'mkdir -p'.");
        } else if (!Files.isWritable(directory)) {
            throw new CommandFailure(ExitCode.PERMISSION, directory.toString(), "you may not create files in it",
                    "Name a file in another directory.");
        }
    }

    /**
     * A symbolic link that another ordinary user has made could have any file of this user's be written. In a directory
     * like /tmp the kernel may refuse that by itself: {@code fs.protected_symlinks} of {@code proc_sys_fs(5)}.
     *
     * @throws CommandFailure where {@code path} is one
     */
    public static void refuseLinkOfOthers(String path) {
        FileStatus status;
        try {
            status = FileStatus.ofLink(path);
        } catch (KernelException e) {
            e.rethrowIfShort();
            // Nothing is there.
            return;
        }
        if (status.kind() == FileStatus.Kind.SYMLINK && status.uid() != 0 && status.uid() != Users.effectiveUser()) {
            throw new CommandFailure(ExitCode.PERMISSION, path,
                    "it is a symbolic link of " + Users.user(status.uid()) + "'s, which is not followed",
                    "Name another file.");
        }
    }

    /**
     * Writes it.
     *
     * @return false where a signal has begun to end this process: then it was not written, and there is no more to do
     * @throws KernelException ENOSPC where the disk is full, ETIMEDOUT where nobody reads a FIFO
     */
    public boolean write(byte[] content) {
        return write(content, PATIENCE);
    }

    boolean write(byte[] content, Duration patience) {
        refuseLinkOfOthers(path.toString());
        Path target = Files.isRegularFile(path) ? real() : path.toAbsolutePath();
        if (Files.exists(target) && (!Files.isRegularFile(target) || !Files.isWritable(target.getParent()))) {
            writeInPlace(target, content, Deadline.in(patience));
            return true;
        }
        synchronized (LOCK) {
            // Who waits for the end in here would keep it from coming: its steps may write, too.
            ExitHook end = ExitHook.unlessEnding("output", OutputFile::untilWritten);
            if (end == null) {
                return false;
            }
            try {
                replace(target, content);
            } finally {
                end.close();
            }
        }
        return true;
    }

    private void replace(Path target, byte[] content) {
        String fresh = target + "." + ProcessHandle.current().pid() + ".new";
        try (DraftFile draft = DraftFile.in(target.getParent().toString(), mode, path.toString())) {
            draft.fd().writeFully(direct(content));
            draft.sync();
            if (Files.exists(target)) {
                draft.fd().setMode(
                        FileStatus.of(target.toString()).permissions() & org.ipcctl.kernel.Files.ALL_PERMISSIONS);
            }
            draft.replace(target.toString(), fresh);
        } catch (KernelException e) {
            // The name that it has for a moment is not one that the user knows.
            throw e.about(path.toString());
        }
    }

    private Path real() {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CommandFailure unwritable(IOException e) {
        return new CommandFailure(ExitCode.FAILED, path.toString(), "it could not be written (" + e.getMessage() + ")",
                null);
    }

    private static void untilWritten() {
        synchronized (LOCK) {
            LOCK.notifyAll();
        }
    }

    private static void writeInPlace(Path file, byte[] content, Deadline deadline) {
        ByteBuffer rest = direct(content);
        try (Fd fd = open(file.toString(), Fd.O_TRUNC, org.ipcctl.kernel.Files.MODE_OF_FILES, deadline)) {
            while (rest.hasRemaining()) {
                if (fd.writeSome(rest) == 0 && Poll.await(fd, Poll.OUT, deadline) == 0) {
                    throw deadline.passed("write", file.toString(), "its reader");
                }
            }
            LateError.check(fd);
        }
    }

    /**
     * Opens for writing what is to be written as it comes. A FIFO is waited for, but not for ever.
     *
     * @param flags of open(2), besides those for writing
     * @param mode  of a file that was not there before, from which the umask is taken off
     * @param asked how long that may take; where nobody has said, as long as {@link #write} waits
     * @throws KernelException of open(2); ETIMEDOUT or EAGAIN where nobody comes to read a FIFO
     */
    public static Fd open(String path, int flags, int mode, Deadline asked) {
        Deadline deadline = asked.isBounded() ? asked : Deadline.in(PATIENCE);
        while (true) {
            try {
                // A FIFO without a reader refuses who does not want to wait; open(2) itself would wait, and no deadline
                // could end that.
                return Fd.open(path, Fd.O_WRONLY | Fd.O_NONBLOCK | flags, mode);
            } catch (KernelException e) {
                if (!e.is(Errno.ENXIO)) {
                    throw e;
                } else if (deadline.hasPassed()) {
                    throw deadline.passed("open", path, "a reader");
                }
                Interruption.check();
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    private static ByteBuffer direct(byte[] content) {
        return ByteBuffer.allocateDirect(content.length).put(content).flip();
    }
}
