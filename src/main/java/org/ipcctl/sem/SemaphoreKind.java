package org.ipcctl.sem;

import java.util.ArrayList;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.kernel.DevShm;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** Named semaphores: {@code sem_overview(7)}. */
public final class SemaphoreKind implements IpcKind<SemaphoreStatus> {
    public static final SemaphoreKind KIND = new SemaphoreKind();
    private static final Naming NAMING = new Naming(DevShm.PATH, SemDirectory.PREFIX, null);

    private SemaphoreKind() {}

    @Override
    public String word() {
        return "sem";
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
    public SemaphoreStatus find(String name) {
        return new SemaphoreStatus(name, true, SemDirectory.status(name));
    }

    @Override
    public Identity identify(String name) {
        return Identity.mapped(SemDirectory.status(name));
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
        return condition.what() == Condition.What.VALUE ? new ValueAwaited(name, condition) : IpcKind.super.await(name, condition);
    }
}
