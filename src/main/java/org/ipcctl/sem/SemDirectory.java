package org.ipcctl.sem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;

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
        String bare = e.subject().substring(1);
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such semaphore")
                    .advise("Create it with " + ShellWord.shown("ipcctl sem create " + ShellWord.object(bare))
                            + ", or list semaphores with 'ipcctl sem ls'.");
            case Errno.EACCES, Errno.EROFS -> DevShm.explainAccess(e, file(e.subject()),
                    "The semaphore's mode does not allow it; 'ipcctl sem ls' shows its mode and owner.");
            case Errno.EOVERFLOW -> e.because("its value would exceed " + NamedSemaphore.MAX_VALUE);
            default -> e;
        };
    }

    static KernelException explainCreation(KernelException e) {
        return e.is(Errno.ENOSPC) && e.call().equals("pwrite") ? e.because(DevShm.PATH + " is full")
                .advise("Remove objects ('ipcctl shm ls', 'ipcctl shm rm').") : DevShm.explainCreation(e);
    }

    /** Of a semaphore that is there already. */
    static KernelException exists(String name) {
        return new KernelException("linkat", name, Errno.EEXIST).because("it exists already")
                .advise("Remove it with " + ShellWord.shown("ipcctl sem rm " + ShellWord.object(name)) + " first.");
    }

    static KernelException explainRemoval(KernelException e) {
        return e.is(Errno.ENOENT) ? e.because("no such semaphore").advise("List semaphores with 'ipcctl sem ls'.")
                : DevShm.explainRemoval(e, file(e.subject()), "semaphore");
    }
}
