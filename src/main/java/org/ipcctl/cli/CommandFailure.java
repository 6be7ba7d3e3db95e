package org.ipcctl.cli;

/** A failure that no system call reported: what it is about, why, what to do, and the exit code it has. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String subject;
    private final String hint;

    /**
     * @param subject the object, as the user would name it; may be empty
     * @param reason  a clause without full stop
     * @param hint    the next step as a sentence, or null
     */
    public CommandFailure(ExitCode code, String subject, String reason, String hint) {
        super(reason, null, false, false);
        this.code = code;
        this.subject = subject;
        this.hint = hint;
    }

    public ExitCode code() {
        return code;
    }

    public String subject() {
        return subject;
    }

    public String hint() {
        return hint;
    }
}
