package org.ipcctl.fifo;

import org.ipcctl.kernel.FileStatus;

/** The path names something else; it was neither opened nor changed. */
public final class NotAFifoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final FileStatus.Kind kind;

    NotAFifoException(String path, FileStatus.Kind kind) {
        super(path + ": is a " + kind + ", not a FIFO", null, false, false);
        this.path = path;
        this.kind = kind;
    }

    public String path() {
        return path;
    }

    /** What it is instead. */
    public FileStatus.Kind kind() {
        return kind;
    }
}
