package org.ipcctl.mq;

/** The queue was removed by mq_unlink(3) while somebody waited for it; nobody can open it any more. */
public final class QueueRemovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public QueueRemovedException(String name, String awaited) {
        super("was removed while waiting for " + awaited, null, false, false);
        this.name = name;
    }

    /** The queue's name. */
    public String name() {
        return name;
    }
}
