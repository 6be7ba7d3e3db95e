package org.ipcctl.inspect;

import java.time.Duration;
import java.util.List;
import org.ipcctl.inspect.Awaited.Cue;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Inotify;
import org.ipcctl.kernel.NameWatch;
import org.ipcctl.kernel.Poll;

/**
 * What makes another look at an {@link Awaited} worthwhile: events of inotify(7).
 *
 * <p>Nothing is watched for the first look. It is the only one where it finds what is waited for, or nobody wants to
 * wait, and to close what inotify_init(2) gave waits in the kernel for milliseconds.
 */
public abstract class Cues implements AutoCloseable {
    private int looks;

    private Cues() {}

    /** Of a name and all on the way to it; none where {@code path} is null, for what has none to watch. */
    public static Cues ofName(String path) {
        return path == null ? new None() : new OfName(new NameWatch(path));
    }

    /**
     * Of the open file {@code file}, whatever its name is by now.
     *
     * @param mask of what, as in {@link Inotify}; with {@link Inotify#OPEN}, an open is told a moment before /proc
     * shows it
     */
    public static Cues ofFile(Fd file, int mask) {
        return new OfFile(file, mask);
    }

    /** As where nothing tells. */
    public static Cues none() {
        return new None();
    }

    /** To be called before each look. */
    public final void renew() {
        if (looks++ > 0) {
            take();
        }
    }

    /** Watches from now on, and takes what has happened so far. */
    abstract void take();

    /** Readable when something has happened; null where nothing tells. */
    abstract Fd descriptor();

    /** Whether something may show a moment later than it is told. */
    boolean isLate() {
        return false;
    }

    /** As {@link Awaited#cues}. */
    public final List<Cue> cues() {
        Fd events = descriptor();
        return events == null ? List.of() : List.of(new Cue(events, Poll.IN));
    }

    /** As {@link Awaited#pause}: none after the first look, for what has happened since then was not watched. */
    public Duration pause() {
        return looks == 1 ? Duration.ZERO : descriptor() == null || isLate() ? Awaited.SOON : Awaited.RARELY;
    }

    @Override
    public abstract void close();

    private static final class OfName extends Cues {
        private final NameWatch watch;

        OfName(NameWatch watch) {
            this.watch = watch;
        }

        @Override
        void take() {
            watch.renew();
        }

        @Override
        Fd descriptor() {
            return watch.descriptor();
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    private static final class OfFile extends Cues {
        private final Fd file;
        private final int mask;
        private Inotify events;
        private boolean isWatched;
        private boolean isLate;

        OfFile(Fd file, int mask) {
            this.file = file;
            this.mask = mask;
        }

        @Override
        void take() {
            if (isWatched) {
                isLate = events != null && (events.drain() & Inotify.OPEN) != 0;
            } else {
                events = Inotify.ofFile(file, mask);
                isWatched = true;
                isLate = (mask & Inotify.OPEN) != 0;
            }
        }

        @Override
        Fd descriptor() {
            return events == null ? null : events.fd();
        }

        @Override
        boolean isLate() {
            return isLate;
        }

        @Override
        public void close() {
            if (events != null) {
                events.close();
            }
        }
    }

    private static final class None extends Cues {
        @Override
        void take() {
            // Nothing tells.
        }

        @Override
        Fd descriptor() {
            return null;
        }

        @Override
        public Duration pause() {
            return Awaited.SOON;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
