package org.ipcctl.sem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Lease;

/** Named semaphores: {@code sem_overview(7)}. */
public final class SemaphoreKind implements IpcKind<SemaphoreStatus> {
    public static final SemaphoreKind KIND = new SemaphoreKind();
    private static final Naming NAMING = Naming.of(new Naming.Files(DevShm.PATH, SemDirectory.PREFIX, null));

    private SemaphoreKind() {}

    @Override
    public String word() {
        return "sem";
    }

    @Override
    public String plural() {
        return "semaphores";
    }

    @Override
    public Map<String, String> files() {
        return Map.of(DevShm.PATH + "/sem.NAME", "A semaphore.");
    }

    @Override
    public Naming naming() {
        return NAMING;
    }

    @Override
    public List<SemaphoreStatus> list() {
        List<SemaphoreStatus> found = new ArrayList<>();
        for (String name : SemDirectory.names()) {
            try {
                found.add(new SemaphoreStatus(name, false, SemDirectory.status(name)));
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
                // Removed while this looked.
            }
        }
        return found;
    }

    @Override
    public Summary summary(SemaphoreStatus semaphore) {
        Integer value = semaphore.value();
        Integer waiters = semaphore.waiters();
        return Summary.of(semaphore.name(), semaphore.file()).size(semaphore.file().size())
                .count(value == null ? null : value.longValue())
                .waiters(waiters == null ? null : waiters.longValue())
                .state(value == null ? null : value == 0 ? "taken" : "free");
    }

    @Override
    public SemaphoreStatus find(String name) {
        return new SemaphoreStatus(name, true, SemDirectory.status(name));
    }

    @Override
    public Identity identify(String name) {
        return Identity.mapped(SemDirectory.status(name), OptionalInt.empty());
    }

    @Override
    public Boolean isInUse(String name) {
        return Lease.isOpen(SemDirectory.path(name));
    }

    @Override
    public void remove(String name) {
        NamedSemaphore.unlink(name);
    }

    @Override
    public boolean isLock() {
        return true;
    }

    @Override
    public List<Condition.What> conditions() {
        return List.of(Condition.What.EXISTS, Condition.What.GONE, Condition.What.VALUE);
    }

    @Override
    public Awaited await(String name, Condition condition) {
        return condition.what() == Condition.What.VALUE ? new ValueAwaited(name, condition)
                : IpcKind.super.await(name, condition);
    }

    @Override
    public boolean isSleptOn() {
        return true;
    }
}
