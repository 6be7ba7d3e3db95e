package org.ipcctl.bench;

import org.ipcctl.kernel.Situation;

/** A measurement that broke off, or that would be false: a dead or silent peer, a block out of sequence. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String hint;
    private final transient Situation situation;

    /**
     * @param subject what was measured, as {@code mq, blocks of 64 bytes}; may be empty
     * @param reason  a clause without full stop
     * @param hint    the next step as a sentence, or null
     */
    public BenchFailure(String subject, String reason, String hint) {
        this(subject, reason, hint, null);
    }

    private BenchFailure(String subject, String reason, String hint, Situation situation) {
        super(reason, null, false, false);
        this.subject = subject;
        this.hint = hint;
        this.situation = situation;
    }

    /** The same with what it came of, from which the command line words it and the next step. */
    public BenchFailure in(Situation known) {
        return new BenchFailure(subject, getMessage(), hint, known);
    }

    public String subject() {
        return subject;
    }

    public String hint() {
        return hint;
    }

    /** What it came of; null where that says it all. */
    public Situation situation() {
        return situation;
    }
}
