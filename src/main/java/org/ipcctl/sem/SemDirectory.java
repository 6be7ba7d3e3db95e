package org.ipcctl.sem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/**
 * Where glibc keeps named semaphores, {@code /dev/shm/sem.NAME}, and what refusals of them mean:
 * {@code sem_overview(7)}.
 */
public final class SemDirectory {
    static final String PREFIX = "sem.";

    private SemDirectory() {}

    /** The names there are, each with its slash, sorted; what is not a regular file is not a semaphore. */
    public static List<String> names() {
        List<String> found = new ArrayList<>();
        for (String file : DevShm.names()) {
            if (file.startsWith(PREFIX) && isRegular("/" + file.substring(PREFIX.length()))) {
                found.add("/" + file.substring(PREFIX.length()));
            }
        }
        Collections.sort(found);
        return found;
    }

    private static boolean isRegular(String name) {
        try {
            return status(name).kind() == FileStatus.Kind.REGULAR;
        } catch (KernelException goneMeanwhile) {
            goneMeanwhile.rethrowIfShort();
            return false;
        }
    }

    private static String file(String name) {
        return PREFIX + name.substring(1);
    }

    static String path(String name) {
        return DevShm.PATH + "/" + file(name);
    }

    /**
     * Owner, mode and times of the semaphore {@code name}.
     *
     * @throws KernelException ENOENT
     */
    public static FileStatus status(String name) {
        try {
            return FileStatus.ofLink(path(name));
        } catch (KernelException e) {
            throw explain(e.about(name));
        }
    }

    static KernelException explain(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such semaphore").in(SemSituation.ABSENT);
            case Errno.EACCES, Errno.EROFS -> DevShm.explainAccess(e, file(e.subject()), SemSituation.DENIED);
            case Errno.EOVERFLOW -> e.because("its value would exceed " + NamedSemaphore.MAX_VALUE);
            default -> e;
        };
    }

    static KernelException explainCreation(KernelException e) {
        return e.is(Errno.ENOSPC) && e.call().equals("pwrite") ? e.because(DevShm.PATH + " is full")
                .in(SemSituation.FULL) : DevShm.explainCreation(e);
    }

    /** Of a semaphore that is there already. */
    static KernelException exists(String name) {
        return new KernelException("linkat", name, Errno.EEXIST).because("it exists already")
                .in(SemSituation.EXISTS);
    }

    static KernelException explainRemoval(KernelException e) {
        return e.is(Errno.ENOENT) ? e.because("no such semaphore").in(SemSituation.NOTHING_TO_REMOVE)
                : DevShm.explainRemoval(e, file(e.subject()), "semaphore");
    }
}
