package org.ipcctl.cli;

/** The command line is wrong in a way that only the command itself can see; nothing was changed. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, without full stop: {@code --follow and --drain exclude each other} */
    public UsageException(String message) {
        super(message, null, false, false);
    }
}
