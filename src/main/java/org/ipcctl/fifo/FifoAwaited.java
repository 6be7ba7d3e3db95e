package org.ipcctl.fifo;

import java.time.Duration;
import java.util.List;
import org.ipcctl.inspect.Awaited;
import org.ipcctl.inspect.Condition;
import org.ipcctl.inspect.Condition.What;
import org.ipcctl.inspect.Cues;
import org.ipcctl.inspect.Held;
import org.ipcctl.inspect.Presence;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Inotify;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.Removal;

/**
 * Waits until there is something in a FIFO. To open it, also without waiting, would let somebody's open(2) succeed who
 * waits for its other
 * side: what is queued is asked of those who have it open, when inotify(7) tells of a write.
 */
final class FifoAwaited implements Awaited {
    /** What can be waited for of a FIFO. */
    static final List<What> CONDITIONS = List.of(What.EXISTS, What.GONE, What.DATA, What.PEER);

    private final Fifo fifo;
    private final Condition condition;
    private final Cues cues;
    private String unseen;

    private FifoAwaited(Fifo fifo, Condition condition) {
        this.fifo = fifo;
        this.condition = condition;
        this.cues = Cues.ofFile(fifo.place(), Inotify.MODIFY | Inotify.OPEN | Inotify.ATTRIB);
    }

    /**
     * The FIFO at {@code path}, to be waited for until it is as {@code condition} says, which is one of
     * {@link #CONDITIONS}.
     *
     * @throws KernelException ENOENT where there is none that could ever be so; EINVAL where there is something else
     */
    static Awaited of(String path, Condition condition) {
        return switch (condition.what()) {
            case DATA -> new FifoAwaited(Fifo.at(path), condition);
            case PEER -> Held.open(Fifo.at(path).place(), condition);
            default -> new Presence(path, () -> Presence.isFound(() -> Fifo.at(path).close()), condition);
        };
    }

    @Override
    public boolean holds() {
        cues.renew();
        FifoHolders holders = FifoHolders.of(fifo.status());
        Long queued = holders.queued();
        if (queued == null && !(holders.readers().isEmpty() && holders.writers().isEmpty())) {
            throw new KernelException("pidfd_getfd", fifo.path(), Errno.EPERM)
                    .because(
                            "its contents can be inspected only through a process that has it open, and this user "
                                    + "may trace none of them")
                    .advise("Root may.");
        }
        unseen = holders.isComplete() ? null : OpenFiles.notAll();
        boolean so = queued != null && queued > 0;
        if (!so && Removal.isOf(fifo.place())) {
            throw condition.removed(fifo.path());
        }
        return so;
    }

    @Override
    public List<Cue> cues() {
        return cues.cues();
    }

    @Override
    public Duration pause() {
        return cues.pause();
    }

    @Override
    public String unseen() {
        return unseen;
    }

    @Override
    public void close() {
        cues.close();
        fifo.close();
    }
}
