package org.ipcctl.sem;

import java.time.Instant;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/**
 * What is known of a named semaphore at one moment.
 *
 * @param value null where it may not be read, or where in a list the file is not a semaphore
 */
public record SemaphoreStatus(String name, Integer value, FileStatus file) {
    /**
     * Of the semaphore {@code name}.
     *
     * @param strict whether a file that is not a semaphore is a failure
     * @throws KernelException ENOENT
     */
    static SemaphoreStatus of(String name, boolean strict) {
        FileStatus file = SemFolder.status(name);
        return new SemaphoreStatus(name, value(name, strict), file);
    }

    private static Integer value(String name, boolean strict) {
        try {
            return NamedSemaphore.value(name);
        } catch (KernelException e) {
            if (e.is(Errno.EACCES) || !strict && (e.is(Errno.EINVAL) || e.is(Errno.ELOOP) || e.is(Errno.EAGAIN))) {
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
