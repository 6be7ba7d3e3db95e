package org.ipcctl.sysv;

import java.util.List;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;

/** System V semaphore sets: {@code semget(2)}. */
public final class SemKind implements IpcKind<SemStatus> {
    public static final SemKind KIND = new SemKind();

    private SemKind() {}

    @Override
    public String word() {
        return "sysv-sem";
    }

    @Override
    public String plural() {
        return "System V semaphore sets";
    }

    @Override
    public Naming naming() {
        return Key.NAMING;
    }

    @Override
    public List<SemStatus> list() {
        return SemStatus.TABLE.list();
    }

    @Override
    public Summary summary(SemStatus set) {
        return Summary.of(set.permissions().name(set.id()), set.permissions().uid()).changed(set.changed());
    }

    @Override
    public SemStatus find(String name) {
        return SemSet.open(Key.parse(name)).status();
    }

    @Override
    public Identity identify(String name) {
        return Identity.numbered(find(name).id(), false);
    }

    @Override
    public boolean isHeld() {
        return false;
    }

    @Override
    public void remove(String name) {
        SemSet.open(Key.parse(name)).remove();
    }
}
