package org.ipcctl.sem;

import java.time.Instant;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/**
 * What is known of a named semaphore, whose value is read when it is asked for.
 *
 * @param strict whether what has no value, because it is not a semaphore or has gone meanwhile, is a failure
 */
public record SemaphoreStatus(String name, boolean strict, FileStatus file) {
    /** How many can be taken now; null where it may not be read, or in a list is not a semaphore. */
    public Integer value() {
        try {
            return NamedSemaphore.value(name);
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
