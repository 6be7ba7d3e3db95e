package org.ipcctl.inspect;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.NameWatch;
import org.ipcctl.kernel.Poll;

/** Waits until an object exists, or exists no more. */
public final class Presence implements Awaited {
    private final NameWatch watch;
    private final BooleanSupplier there;
    private final boolean wanted;

    /**
     * @param path      the file that it is; null where it is none that can be watched
     * @param there     whether it exists now
     * @param condition one of these two
     */
    public Presence(String path, BooleanSupplier there, Condition condition) {
        this.watch = path == null ? null : new NameWatch(path);
        this.there = there;
        this.wanted = condition.what() == Condition.What.EXISTS;
    }

    /** Whether {@code look} finds something, which fails with ENOENT where there is nothing. */
    public static boolean isFound(Runnable look) {
        try {
            look.run();
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.isGone()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean holds() {
        if (watch != null) {
            watch.renew();
        }
        return there.getAsBoolean() == wanted;
    }

    @Override
    public List<Cue> cues() {
        Fd events = watch == null ? null : watch.descriptor();
        return events == null ? List.of() : List.of(new Cue(events, Poll.IN));
    }

    @Override
    public Duration pause() {
        return cues().isEmpty() ? SOON : RARELY;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
