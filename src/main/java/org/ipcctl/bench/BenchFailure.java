package org.ipcctl.bench;

/** A measurement that broke off, or that would be false: a dead or silent peer, a block out of sequence. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String hint;

    /**
     * @param subject what was measured, as {@code mq, blocks of 64 bytes}; may be empty
     * @param reason  a clause without full stop
     * @param hint    the next step as a sentence, or null
     */
    public BenchFailure(String subject, String reason, String hint) {
        super(reason, null, false, false);
        this.subject = subject;
        this.hint = hint;
    }

    public String subject() {
        return subject;
    }

    public String hint() {
        return hint;
    }
}
