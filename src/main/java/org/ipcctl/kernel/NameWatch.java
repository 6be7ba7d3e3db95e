package org.ipcctl.kernel;

/**
 * Tells when something may have happened to a path: its directory is watched, or, as long as there is none, the nearest
 * one above it that there is. What nothing tells, as a mount in its place or the move of a directory further up, needs
 * a look now and then.
 */
public final class NameWatch implements AutoCloseable {
    private static final int MASK = Inotify.CREATE | Inotify.MOVED_TO | Inotify.DELETE | Inotify.MOVED_FROM
            | Inotify.DELETE_SELF | Inotify.MOVE_SELF
            | Inotify.ONLYDIR;
    /** Directories that come and go faster than they can be looked at are nobody's. */
    private static final int TRIES = 100;

    private final String path;
    private final String directory;
    private Inotify events;
    /** The directory that is missing under the one that is watched; null where that is the path's own. */
    private String missing;

    /** Of {@code path}, from the first {@link #renew} on. */
    public NameWatch(String path) {
        this.path = path;
        this.directory = parent(path);
    }

    /**
     * Takes what has happened so far. What {@link #descriptor} tells from now on is later than this, so look at the
     * path after it.
     */
    public void renew() {
        boolean lost = events == null || (events.drain() & Inotify.LOST) != 0;
        if (lost || missing != null && isDirectory(missing)) {
            watch();
        }
    }

    private void watch() {
        close();
        missing = null;
        String watched = directory;
        try {
            for (int i = 0; i < TRIES && watched != null; i++) {
                if (add(watched)) {
                    if (missing == null || !isDirectory(missing)) {
                        return;
                    }
                    // It has come meanwhile.
                    close();
                    missing = null;
                    watched = directory;
                } else {
                    missing = watched;
                    watched = parent(watched);
                }
            }
        } catch (KernelException notAllowedOrTooMany) {
            // Then whoever has this looks every now and then.
        }
        close();
    }

    /** False where there is no such directory. */
    private boolean add(String watched) {
        try {
            events = events != null ? events : Inotify.open();
            events.watch(watched, path, MASK);
            return true;
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Readable when something has happened; null where nothing tells. It may be another one after each {@link #renew}.
     */
    public Fd descriptor() {
        return events == null ? null : events.fd();
    }

    private static boolean isDirectory(String path) {
        try {
            return FileStatus.of(path).kind() == FileStatus.Kind.DIRECTORY;
        } catch (KernelException notThereOrNotAllowed) {
            return false;
        }
    }

    /** The directory that {@code path} is in; null where nothing is above it. */
    private static String parent(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        String bare = path.substring(0, end);
        int slash = bare.lastIndexOf('/');
        return slash > 0 ? bare.substring(0, slash)
                : bare.equals("/") || bare.equals(".") ? null : slash == 0 ? "/" : ".";
    }

    @Override
    public void close() {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
