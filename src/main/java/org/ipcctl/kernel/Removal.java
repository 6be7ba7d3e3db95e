package org.ipcctl.kernel;

/**
 * Ends a wait when an open file has lost its last name. The inode itself is watched, by the descriptor's entry in
 * /proc, so the file system need not be mounted anywhere: inotify(7). Where that is not allowed (it needs the right to
 * read) or there are too many of them, it looks every now and then.
 */
public final class Removal implements BlockingCalls.Watch, AutoCloseable {
    /** {@code -EIDRM}: what a call returns that this has ended. */
    public static final long VERDICT = -43;

    /** The events of {@link Inotify} that can mean it. */
    public static final int EVENTS = Inotify.ATTRIB | Inotify.DELETE_SELF;

    private final Fd file;
    private final Inotify events;

    /** Of {@code file}, whose names are counted from now on. */
    public Removal(Fd file) {
        this.file = file;
        Inotify watching = Inotify.ofFile(file, EVENTS);
        if (watching != null && isOf(file)) {
            // No event will tell of what has happened before.
            watching.close();
            watching = null;
        }
        this.events = watching;
    }

    @Override
    public Fd descriptor() {
        return events == null ? null : events.fd();
    }

    @Override
    public int events() {
        return Poll.IN;
    }

    @Override
    public long look(int seen) {
        if (seen != 0) {
            // Whatever happened, it is the count of names that matters.
            events.drain();
        }
        return isOf(file) ? VERDICT : 0;
    }

    /** Whether it has happened. */
    public boolean hasHappened() {
        return look(events == null ? 0 : Poll.IN) != 0;
    }

    /** Whether {@code file} has lost its last name. */
    public static boolean isOf(Fd file) {
        return file.status().links() == 0;
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
        }
    }
}
