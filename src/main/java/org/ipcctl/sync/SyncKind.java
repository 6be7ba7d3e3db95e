package org.ipcctl.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.shm.ShmDirectory;

/** Mutexes and condition variables: shared memory objects with a header of ours. */
public final class SyncKind implements IpcKind<SyncStatus> {
    public static final SyncKind MUTEX = new SyncKind("mutex", name -> {
        try (SyncObject<ProcessMutex> object = SyncObject.seenMutex(name)) {
            return SyncStatus.ofMutex(object);
        }
    });
    public static final SyncKind CONDITION = new SyncKind("cond", name -> {
        try (SyncObject<ProcessCondition> object = SyncObject.seenCondition(name)) {
            return SyncStatus.ofCondition(object);
        }
    });

    private final String word;
    private final Function<String, SyncStatus> finder;

    private SyncKind(String word, Function<String, SyncStatus> finder) {
        this.word = word;
        this.finder = finder;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String plural() {
        return this == MUTEX ? "mutexes" : "condition variables";
    }

    @Override
    public Map<String, String> files() {
        return Map.of(DevShm.PATH + "/NAME", "A shared memory object; mutexes and condition variables are shared "
                + "memory objects, too.");
    }

    @Override
    public Naming naming() {
        return SharedMemoryKind.NAMING;
    }

    @Override
    public List<SyncStatus> list() {
        List<SyncStatus> found = new ArrayList<>();
        for (ShmDirectory.Entry object : ShmDirectory.objects()) {
            if (object.status().size() == SyncBlock.LENGTH) {
                try {
                    found.add(find(object.name()));
                } catch (KernelException e) {
                    // Gone meanwhile, of another kind, damaged, or of somebody who lets nobody look: nobody can say
                    // that it is one of these.
                    if (e.isShortage()) {
                        throw e;
                    }
                }
            }
        }
        return found;
    }

    /**
     * Whether there are objects that may be some of these, and that this user may not open, so that a list has not got
     * them.
     */
    static boolean mayHideSome() {
        for (ShmDirectory.Entry object : ShmDirectory.objects()) {
            if (object.status().size() == SyncBlock.LENGTH) {
                try {
                    SharedMemory.open(object.name(), SharedMemory.Access.WRITE).close();
                } catch (KernelException e) {
                    if (e.is(Errno.EACCES)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    public Summary summary(SyncStatus object) {
        Summary known = Summary.of(object.name(), object.file()).size(object.file().size()).owner(object.owner());
        // Who waits for a condition variable sleeps on it, and it does not count them.
        return this == MUTEX ? known.state(object.stateWord()).waiters(object.isAwaited() ? null : 0L)
                : known.count(object.sequence());
    }

    @Override
    public SyncStatus find(String name) {
        return finder.apply(name);
    }

    @Override
    public Identity identify(String name) {
        SyncStatus status = find(name);
        return Identity.mapped(status.file(), status.owner());
    }

    @Override
    public Boolean isInUse(String name) {
        return SharedMemoryKind.KIND.isInUse(name);
    }

    @Override
    public void remove(String name) {
        try {
            find(name);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT)
                    ? e.in(this == MUTEX ? SyncSituation.NO_MUTEX_TO_REMOVE : SyncSituation.NO_CONDITION_TO_REMOVE) : e;
        }
        SharedMemory.unlink(name);
    }

    @Override
    public boolean isLock() {
        return this == MUTEX;
    }

    @Override
    public List<Condition.What> conditions() {
        return this == MUTEX ? List.of(Condition.What.EXISTS, Condition.What.GONE, Condition.What.UNLOCKED)
                : IpcKind.super.conditions();
    }

    @Override
    public Awaited await(String name, Condition condition) {
        return condition.what() == Condition.What.UNLOCKED ? new UnlockedAwaited(name, condition)
                : IpcKind.super.await(name, condition);
    }

    @Override
    public boolean isSleptOn() {
        return true;
    }
}
