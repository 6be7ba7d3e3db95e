package org.ipcctl.cli.sem;

import java.time.Instant;
import org.ipcctl.cli.FileColumns;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemFolder;

/**
 * What stat and ls tell of a semaphore, whose value is read when it is shown.
 *
 * @param strict whether what has no value, because it is not a semaphore or has gone meanwhile, is a failure
 */
record SemStatus(String name, boolean strict, FileStatus file) {
    static final Schema<SemStatus> SCHEMA = Schema.<SemStatus>single(
            Column.text("name", "the name, with its slash", Shrink.MIDDLE, SemStatus::name),
            Column.of("value", Type.INTEGER, "how many can be taken now; missing where it may not be read or is not a semaphore", SemStatus::value))
            .with(SemStatus::file, FileColumns.MODE.saying("the permission bits; a semaphore wants both r and w"))
            .with(SemStatus::file, FileColumns.OWNERS)
            .with(SemStatus::file, FileColumns.INODE)
            .and(Column.of("created", Type.TIME, "when it was created; taking and giving back leaves no trace", s -> Value.of(s.created())));

    /** @throws KernelException ENOENT */
    static SemStatus of(String name, boolean strict) {
        return new SemStatus(name, strict, SemFolder.status(name));
    }

    private Value value() {
        try {
            return Value.of(NamedSemaphore.value(name));
        } catch (KernelException e) {
            if (e.is(Errno.EACCES) || !strict && (e.is(Errno.EINVAL) || e.is(Errno.ELOOP) || e.is(Errno.EAGAIN) || e.is(Errno.ENOENT))) {
                return Value.MISSING;
            }
            throw e;
        }
    }

    private Instant created() {
        return file.born() != null ? file.born() : file.modified();
    }
}
