package org.ipcctl.sysv;

import java.util.List;
import org.ipcctl.inspect.Identity;
import org.ipcctl.inspect.IpcKind;
import org.ipcctl.inspect.Naming;
import org.ipcctl.inspect.Summary;

/** System V message queues: {@code msgget(2)}. */
public final class MsgKind implements IpcKind<MsgStatus> {
    public static final MsgKind KIND = new MsgKind();

    private MsgKind() {}

    @Override
    public String word() {
        return "sysv-msg";
    }

    @Override
    public String plural() {
        return "System V message queues";
    }

    @Override
    public Naming naming() {
        return Key.NAMING;
    }

    @Override
    public List<MsgStatus> list() {
        return MsgStatus.TABLE.list();
    }

    @Override
    public Summary summary(MsgStatus queue) {
        return Summary.of(queue.permissions().name(queue.id()), queue.permissions().uid()).queued(queue.bytes())
                .count(queue.messages()).changed(queue.changed());
    }

    @Override
    public MsgStatus find(String name) {
        return MsgQueue.open(Key.parse(name)).status();
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
        MsgQueue.open(Key.parse(name)).remove();
    }
}
