package org.ipcctl.cli;

/** The command line is wrong in a way that only the command itself can see; nothing was changed. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String excerpt;

    /** @param message what is wrong, without full stop: {@code --follow and --drain cannot be combined} */
    public UsageException(String message) {
        this(message, null);
    }

    /** @param excerpt the text that is wrong and below it a caret, whole lines without a newline at the end; or null */
    public UsageException(String message, String excerpt) {
        super(message, null, false, false);
        this.excerpt = excerpt;
    }

    /** Lines to show under the message, or null. */
    public String excerpt() {
        return excerpt;
    }
}
