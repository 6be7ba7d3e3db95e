package org.ipcctl.kernel;

/**
 * A call that the kernel or the C library refused: the name of the call, what it was about, and the raw error number.
 *
 * <p>A mechanism that knows more says so with {@link #because} (what happened, in the mechanism's words) and
 * {@link #advise} (what to do next). The number stays what the kernel gave.
 */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final String subject;
    private final int errno;
    private final String reason;
    private final String hint;
    private final Meaning meaning;
    private final long asked;
    private final Situation situation;

    /** What a failure is whose number says something else. */
    private enum Meaning {
        OF_ITS_NUMBER, LIMIT, GONE
    }

    public KernelException(String call, String subject, int errno) {
        this(call, subject, errno, null, null, Meaning.OF_ITS_NUMBER, 0, null);
    }

    private KernelException(String call, String subject, int errno, String reason, String hint, Meaning meaning,
                            long asked, Situation situation) {
        // What fails while it is on its way, as to give something back, goes with it.
        super(null, null, true, false);
        this.call = call;
        this.subject = subject;
        this.errno = errno;
        this.reason = reason;
        this.hint = hint;
        this.meaning = meaning;
        this.asked = asked;
        this.situation = situation;
    }

    private KernelException also(String ofCall, String about, int number, String because, String next, Meaning known,
                                 long size, Situation there) {
        KernelException same = new KernelException(ofCall, about, number, because, next, known, size, there);
        for (Throwable atTheEnd : getSuppressed()) {
            same.addSuppressed(atTheEnd);
        }
        return same;
    }

    /** The same failure, explained: a clause without capital or full stop, {@code no such message queue}. */
    public KernelException because(String explanation) {
        return also(call, subject, errno, explanation, hint, meaning, asked, situation);
    }

    /**
     * The same failure with the next step as one sentence, {@code Check its spelling and PATH.}, which stands for the
     * one that its {@link #in situation} would have.
     */
    public KernelException advise(String nextStep) {
        return also(call, subject, errno, reason, nextStep, meaning, asked, null);
    }

    /**
     * The same failure known to be a limit that was hit, where the number says something else: EINVAL of mq_open(3),
     * EPERM of F_SETPIPE_SZ.
     */
    public KernelException asLimit() {
        return also(call, subject, errno, reason, hint, Meaning.LIMIT, asked, situation);
    }

    /** The same failure known to be that there is no such object any more: EINVAL of msgsnd(2). */
    public KernelException asGone() {
        return also(call, subject, errno, reason, hint, Meaning.GONE, asked, situation);
    }

    /** The same failure seen as being about {@code other}. */
    public KernelException about(String other) {
        return also(call, other, errno, reason, hint, meaning, asked, situation);
    }

    /** The same failure with the size that was asked for and not had, for who words the next step from it. */
    public KernelException asking(long size) {
        return also(call, subject, errno, reason, hint, meaning, size, situation);
    }

    /** The same failure with what it came of, from which the command line words the next step. */
    public KernelException in(Situation known) {
        return also(call, subject, errno, reason, hint, meaning, asked, known);
    }

    public String call() {
        return call;
    }

    /** The object the call was about, as the user would name it; may be empty. */
    public String subject() {
        return subject;
    }

    public int errno() {
        return errno;
    }

    public boolean is(int number) {
        return errno == number;
    }

    /** Whether it is a limit whatever the number is: see {@link #asLimit}. */
    public boolean isLimit() {
        return meaning == Meaning.LIMIT;
    }

    /** Whether it is that the object is gone: see {@link #asGone}. */
    public boolean isGone() {
        return meaning == Meaning.GONE;
    }

    /** Whether it is for want of descriptors or memory, and so says nothing of what it is about. */
    public boolean isShortage() {
        return Errno.isShortage(errno);
    }

    /** Goes on where it {@link #isShortage}, for who takes every other failure for an answer: that it is gone. */
    public void rethrowIfShort() {
        if (isShortage()) {
            throw this;
        }
    }

    /** What {@link #asking} told; 0 where nothing. */
    public long asked() {
        return asked;
    }

    /** What {@link #in} told; null where nothing. */
    public Situation situation() {
        return situation;
    }

    /** What went wrong: the mechanism's explanation, or the C library's words for the number. */
    public String reason() {
        return reason != null ? reason : Errno.text(errno);
    }

    /** What to do next, or null where nobody knows. */
    public String hint() {
        return hint;
    }

    @Override
    public String getMessage() {
        String about = subject.isEmpty() ? "" : subject + ": ";
        return about + reason() + " (" + call + ": " + Errno.name(errno) + ")";
    }
}
