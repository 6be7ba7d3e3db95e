package org.ipcctl.mq;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.BlockingCalls;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.MessageSink;
import org.ipcctl.kernel.Outlet;

/** Sends requests one after the other, and waits for the answer to each: see {@link Request}. */
public final class QueueCaller implements MessageSink {
    private final MessageQueue queue;
    private final Outlet outlet;
    private final Terms terms;
    private final Listener listener;
    private Runnable beforeWait = () -> {};
    private long answered;

    /**
     * What a caller asks for.
     *
     * @param answerSize bytes that an answer may have
     * @param mode       permission bits of the queue for it; who answers needs w
     * @param patience   how long a call may last
     */
    public record Terms(long answerSize, int mode, Deadline patience) {
    }

    /** Hears what comes of the requests. */
    public interface Listener {
        /** An answer, which is good until this returns, and its status. */
        void answered(ByteBuffer answer, int status);

        /**
         * The queue is full or the answer has not come, for a second, and nothing limits the wait; on another thread.
         */
        void stalled();
    }

    /** @param outlet where the answers go; a call ends when nobody is there any more to read them */
    public QueueCaller(MessageQueue queue, Outlet outlet, Terms terms, Listener listener) {
        this.queue = queue;
        this.outlet = outlet;
        this.terms = terms;
        this.listener = listener;
    }

    /** Bytes that a request to {@code queue} can have. */
    public static long longest(MessageQueue queue) {
        return queue.messageSize() - 1;
    }

    /**
     * Calls.
     *
     * @throws KernelException       EMSGSIZE; ETIMEDOUT when no answer came in time; EPIPE about the outlet when its
     * reader has gone
     * @throws QueueRemovedException when the queue is removed while it is full
     */
    @Override
    public void send(ByteBuffer content, long priority) {
        Deadline deadline = terms.patience.restarted();
        try (AnswerQueue answers = AnswerQueue.create(queue.name(), terms.answerSize, terms.mode)) {
            String answerTo = answers.queue().name();
            ByteBuffer request = Request.message(answerTo, content);
            if (request.remaining() > queue.messageSize()) {
                throw QueueLimits.tooLong(queue.name(), request.remaining(), queue.messageSize())
                        .because("the request has " + content.remaining()
                                + " bytes, and the name of the queue for the answer before it "
                                + Request.overhead(answerTo)
                                + "; " + queue.name() + " takes at most " + queue.messageSize());
            }
            try (QueueWriter writer = new QueueWriter(queue, terms.patience, listener::stalled)) {
                writer.beforeWait(beforeWait);
                writer.send(request, priority);
            }
            beforeWait.run();
            try (QueueReader reader = reader(answers, deadline)) {
                reader.next();
                answered++;
                listener.answered(reader.message(), (int) reader.priority());
            }
        }
    }

    private QueueReader reader(AnswerQueue answers, Deadline whole) {
        return new QueueReader(answers.queue(), outlet, left(whole)) {
            @Override
            protected BlockingCalls.Watch watch() {
                // Whoever answers removes the queue.
                return null;
            }

            @Override
            protected Runnable whenSlow() {
                return whole.isBounded() ? null : listener::stalled;
            }

            @Override
            protected RuntimeException failure(long verdict, Deadline deadline) {
                return verdict == -Errno.ETIMEDOUT ? whole.passed("mq_receive", queue.name(), "the answer")
                        : new KernelException("mq_receive", queue.name(), (int) -verdict);
            }
        };
    }

    private static Deadline left(Deadline deadline) {
        return deadline.isBounded() ? Deadline.in(Duration.ofNanos(deadline.remainingNanos())) : deadline;
    }

    /** Requests that were answered. */
    @Override
    public long sent() {
        return answered;
    }

    @Override
    public void beforeWait(Runnable step) {
        beforeWait = step;
    }
}
