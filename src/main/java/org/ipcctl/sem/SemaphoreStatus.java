package org.ipcctl.sem;

import java.time.Instant;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/** What is known of a named semaphore, whose value and waiters are read when one of them is asked for first. */
public final class SemaphoreStatus {
    private final String name;
    private final boolean strict;
    private final FileStatus file;
    private boolean isRead;
    private Long word;

    /** @param strict whether what has no value, because it is not a semaphore or has gone meanwhile, is a failure */
    SemaphoreStatus(String name, boolean strict, FileStatus file) {
        this.name = name;
        this.strict = strict;
        this.file = file;
    }

    public String name() {
        return name;
    }

    /** Owner, mode and times. */
    public FileStatus file() {
        return file;
    }

    /** How many can be taken now; null where it may not be read, or in a list is not a semaphore. */
    public Integer value() {
        return word() == null ? null : Integer.valueOf(SemLayout.value(word()));
    }

    /**
     * How many have counted themselves as waiting for it, those among them that were killed included; null likewise.
     */
    public Integer waiters() {
        return word() == null ? null : Integer.valueOf(SemLayout.waiters(word()));
    }

    private Long word() {
        if (!isRead) {
            word = read();
            isRead = true;
        }
        return word;
    }

    private Long read() {
        try (Fd fd = SemFile.open(name, false)) {
            return SemFile.word(fd);
        } catch (KernelException e) {
            if (e.is(Errno.EACCES) || !strict && NamedSemaphore.isNone(e)) {
                return null;
            }
            throw e;
        }
    }

    /** When it was created, as far as the file system says. */
    public Instant created() {
        return file.born() != null ? file.born() : file.modified();
    }
}
