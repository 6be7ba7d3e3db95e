package org.ipcctl.shm;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Held;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Lease;

/** Shared memory objects: {@code shm_overview(7)}. */
public final class SharedMemoryKind implements IpcKind<ShmDirectory.Entry> {
    /** glibc keeps semaphores in the same directory. */
    public static final Naming NAMING = Naming.of(new Naming.Files(DevShm.PATH, "", ShmDirectory.SEMAPHORE_PREFIX));
    public static final SharedMemoryKind KIND = new SharedMemoryKind();

    private SharedMemoryKind() {}

    @Override
    public String word() {
        return "shm";
    }

    @Override
    public String plural() {
        return "shared memory objects";
    }

    @Override
    public Map<String, String> files() {
        return Map.of(DevShm.PATH + "/NAME", "A shared memory object; mutexes and condition variables are shared "
                + "memory objects, too.");
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    @Override
    public List<ShmDirectory.Entry> list() {
        return ShmDirectory.objects();
    }

    @Override
    public Summary summary(ShmDirectory.Entry object) {
        return Summary.of(object.name(), object.status()).size(object.status().size());
    }

    @Override
    public ShmDirectory.Entry find(String name) {
        return new ShmDirectory.Entry(name, ShmDirectory.status(name));
    }

    @Override
    public Identity identify(String name) {
        return Identity.mapped(ShmDirectory.status(name), OptionalInt.empty());
    }

    @Override
    public Boolean isInUse(String name) {
        return Lease.isOpen(ShmDirectory.path(name));
    }

    @Override
    public void remove(String name) {
        // shm_unlink(3) would take a FIFO or socket that is in /dev/shm, too.
        ShmDirectory.statusToRemove(name);
        SharedMemory.unlink(name);
    }

    @Override
    public List<Condition.What> conditions() {
        return List.of(Condition.What.EXISTS, Condition.What.GONE, Condition.What.PEER);
    }

    @Override
    public Awaited await(String name, Condition condition) {
        if (condition.what() != Condition.What.PEER) {
            return IpcKind.super.await(name, condition);
        }
        ShmDirectory.status(name);
        return Held.mapped(Fd.open(ShmDirectory.path(name), Fd.O_PATH | Fd.O_NOFOLLOW, 0, name), condition);
    }
}
