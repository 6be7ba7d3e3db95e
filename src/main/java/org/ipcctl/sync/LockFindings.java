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
import org.ipcctl.kernel.ShellWord;
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
        String name = ShellWord.object(mutex.name());
        FileStatus file = mutex.file();
        String mode = file.permissions() == Files.MODE_OF_OBJECTS ? ""
                : " -m " + Integer.toOctalString(file.permissions());
        String anew = "ipcctl mutex rm " + name + " && ipcctl mutex create" + mode + " " + name;
        switch (mutex.state()) {
            case NOT_RECOVERABLE -> found.add(Finding.fault(object,
                    "an owner died, and the next one released it without making it consistent: it can never be "
                            + "locked again")
                    .mendedBy(anew, file.uid()));
            case OWNER_DIED -> found.add(Finding.warning(object,
                    "its owner died while holding it, and the data it guards may be incomplete; the next process "
                            + "that locks it gets it")
                    .mendedBy("ipcctl mutex run " + name + " -- true", file.uid()));
            case LOCKED -> {
                // A number of another PID namespace, or one that may be hidden, says nothing of who is dead.
                boolean dead = mutex.owner().isPresent() && PidNamespace.isThatOfProc() && OpenFiles.isThere(1)
                        && !OpenFiles.isThere(mutex.owner().getAsInt());
                if (dead) {
                    found.add(Finding
                            .fault(object,
                                    "process " + mutex.owner().getAsInt()
                                            + ", which has it locked, is gone, and the kernel did not release it")
                            .mendedBy(anew, file.uid()));
                }
            }
            case FREE -> {
                // As it should be.
            }
        }
    }
}
