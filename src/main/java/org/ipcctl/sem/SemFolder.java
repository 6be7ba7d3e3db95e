package org.ipcctl.sem;

import java.util.List;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.ShellWord;

/** Where glibc keeps named semaphores, {@code /dev/shm/sem.NAME}, and what refusals of them mean: {@code sem_overview(7)}. */
public final class SemFolder {
    private static final String PATH = "/dev/shm";
    private static final String PREFIX = "sem.";

    private SemFolder() {
    }

    /** The names there are, each with its slash, sorted; what is no regular file is no semaphore. */
    public static List<String> names() {
        return Directory.names(PATH).stream().filter(file -> file.startsWith(PREFIX)).map(file -> "/" + file.substring(PREFIX.length()))
                .filter(SemFolder::isRegular).sorted().toList();
    }

    private static boolean isRegular(String name) {
        try {
            return status(name).kind() == FileStatus.Kind.REGULAR;
        } catch (KernelException goneMeanwhile) {
            return false;
        }
    }

    /**
     * Owner, mode and times of the semaphore {@code name}.
     *
     * @throws KernelException ENOENT
     */
    public static FileStatus status(String name) {
        try {
            return FileStatus.ofLink(PATH + "/" + PREFIX + name.substring(1));
        } catch (KernelException e) {
            throw explain(e.about(name));
        }
    }

    static KernelException explain(KernelException e) {
        String bare = e.subject().substring(1);
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such semaphore")
                    .advise("Create it with " + ShellWord.shown("ipcctl sem create " + ShellWord.object(bare)) + ", or list semaphores with 'ipcctl sem ls'.");
            case Errno.EACCES -> e.advise("The semaphore's mode does not let you; 'ipcctl sem ls' shows its mode and owner.");
            case Errno.EEXIST -> e.because("it exists already").advise("Remove it with " + ShellWord.shown("ipcctl sem rm " + ShellWord.object(bare)) + " first.");
            case Errno.EINVAL -> e.because("the file in " + PATH + " is no semaphore");
            case Errno.EOVERFLOW -> e.because("its value would be more than " + NamedSemaphore.MAX_VALUE);
            default -> e;
        };
    }

    static KernelException explainUnlink(KernelException e) {
        return switch (e.errno()) {
            case Errno.ENOENT -> e.because("no such semaphore").advise("List semaphores with 'ipcctl sem ls'.");
            case Errno.EACCES, Errno.EPERM -> e.because("only its owner and root may remove a semaphore");
            default -> e;
        };
    }
}
