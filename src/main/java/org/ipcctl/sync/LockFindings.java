package org.ipcctl.sync;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.PidNamespace;
import org.ipcctl.shm.ShmDirectory;

/** Mutexes that dead owners left behind: {@code pthread_mutexattr_setrobust(3)}. */
public final class LockFindings {
    private LockFindings() {}

    public static List<Finding> all() {
        List<Finding> found = new ArrayList<>();
        int unseen = 0;
        for (ShmDirectory.Entry object : ShmDirectory.objects()) {
            if (object.status().size() == SyncBlock.LENGTH) {
                try {
                    add(found, SyncKind.MUTEX.find(object.name()));
                } catch (KernelException e) {
                    if (e.isShortage()) {
                        throw e;
                    }
                    // Of all else nobody can say that it is a mutex.
                    unseen += e.is(Errno.EACCES) || e.is(Errno.EROFS) ? 1 : 0;
                }
            }
        }
        if (unseen > 0) {
            found.add(Finding.unseen("mutex", DevShm.PATH,
                    unseen + " objects of the size of a mutex may not be inspected"));
        }
        return found;
    }

    private static void add(List<Finding> found, SyncStatus mutex) {
        String object = SyncKind.MUTEX.word() + ":" + mutex.name();
        FileStatus file = mutex.file();
        Finding.Case lost = new Finding.Case(SyncSituation.LOST, mutex.name(),
                file.permissions() == Files.MODE_OF_OBJECTS ? Finding.Case.USUAL : file.permissions());
        switch (mutex.state()) {
            case NOT_RECOVERABLE -> found.add(Finding.fault(object,
                    "an owner died, and the next one released it without making it consistent: it can never be "
                            + "locked again")
                    .mendedIn(lost, file.uid()));
            case OWNER_DIED -> found.add(Finding.warning(object,
                    "its owner died while holding it, and the data it guards may be incomplete; the next process "
                            + "that locks it gets it")
                    .mendedIn(new Finding.Case(SyncSituation.OWNER_DIED, mutex.name()), file.uid()));
            case LOCKED -> {
                // A number of another PID namespace, or one that may be hidden, says nothing of who is dead.
                boolean dead = mutex.owner().isPresent() && PidNamespace.isThatOfProc() && OpenFiles.isThere(1)
                        && !OpenFiles.isThere(mutex.owner().getAsInt());
                if (dead) {
                    found.add(Finding
                            .fault(object,
                                    "process " + mutex.owner().getAsInt()
                                            + ", which has it locked, is gone, and the kernel did not release it")
                            .mendedIn(lost, file.uid()));
                }
            }
            case FREE -> {
                // As it should be.
            }
        }
    }
}
