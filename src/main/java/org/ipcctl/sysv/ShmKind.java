package org.ipcctl.sysv;

import java.util.List;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;

/** System V shared memory segments: {@code shmget(2)}. */
public final class ShmKind implements IpcKind<ShmStatus> {
    public static final ShmKind KIND = new ShmKind();

    private ShmKind() {}

    @Override
    public String word() {
        return "sysv-shm";
    }

    @Override
    public String plural() {
        return "System V shared memory segments";
    }

    @Override
    public Naming naming() {
        return Key.NAMING;
    }

    @Override
    public List<ShmStatus> list() {
        return ShmStatus.TABLE.list();
    }

    @Override
    public Summary summary(ShmStatus segment) {
        return Summary.of(segment.permissions().name(segment.id()), segment.permissions().uid()).size(segment.size())
                .state(segment.removed() ? "removed" : null)
                .changed(segment.changed());
    }

    @Override
    public ShmStatus find(String name) {
        return ShmSegment.open(Key.parse(name)).status();
    }

    @Override
    public Identity identify(String name) {
        return Identity.numbered(find(name).id(), true);
    }

    @Override
    public Long segment(ShmStatus segment) {
        return (long) segment.id();
    }

    @Override
    public Boolean isInUse(String name) {
        return find(name).attached() > 0;
    }

    @Override
    public void remove(String name) {
        ShmSegment.open(Key.parse(name)).remove();
    }
}
