package org.ipcctl.inspect;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;

/** Waits until an object exists, or exists no more. */
public final class Presence implements Awaited {
    private final Cues cues;
    private final BooleanSupplier there;
    private final boolean wanted;

    /**
     * @param path      the file that it is; null where it is none that can be watched
     * @param there     whether it exists now
     * @param condition one of these two
     */
    public Presence(String path, BooleanSupplier there, Condition condition) {
        this.cues = Cues.ofName(path);
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
        cues.renew();
        return there.getAsBoolean() == wanted;
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
    public void close() {
        cues.close();
    }
}
