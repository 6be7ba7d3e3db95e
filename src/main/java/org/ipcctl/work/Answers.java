package org.ipcctl.work;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.Request;

/**
 * Has what a command prints for a {@link Request} be its answer. Nothing is begun for a caller that has left, whose
 * queue is gone. The queue of one that was killed while it waited is removed behind the answer, for nobody else would
 * do that.
 */
public final class Answers implements Work, Failures {
    private static final int HIGHEST_STATUS = 255;

    private final String queue;
    private final Function<Task, Spawn> command;
    private final Consumer<String> told;
    /** What runs, by its worker. */
    private final Map<Integer, Exchange> exchanges = new HashMap<>();

    /** A request, and what its command has printed; closed with its answer. */
    private static final class Exchange implements AutoCloseable {
        final Request request;
        final Fd output = Fd.inMemory("answer");
        /** Of the command; null while it runs. */
        Integer status;

        Exchange(Request request) {
            this.request = request;
        }

        @Override
        public void close() {
            output.close();
        }
    }

    /**
     * @param queue   that requests come from
     * @param command makes what is started for a request, whose content is that of its task, all but its standard input
     * and output
     * @param told    hears what is said of an answer that nobody could be sent
     */
    public Answers(String queue, Function<Task, Spawn> command, Consumer<String> told) {
        this.queue = queue;
        this.command = command;
        this.told = told;
    }

    @Override
    public Spawn begin(Task task) {
        Request request = Request.of(queue, task.content());
        if (request == null) {
            throw new Task.Unwanted(
                    "it does not begin with the name of a queue for the answer, as requests of 'mq call' do");
        }
        checkSomebodyWaits(request);
        Exchange exchange = new Exchange(request);
        put(task.worker(), exchange);
        return command.apply(task.with(request.content())).put(exchange.output, 1);
    }

    private void put(int worker, Exchange exchange) {
        Exchange before = exchanges.put(worker, exchange);
        if (before != null) {
            before.close();
        }
    }

    private static void checkSomebodyWaits(Request request) {
        try {
            MessageQueue.open(request.answerTo(), MessageQueue.Access.SEND).close();
        } catch (KernelException e) {
            // Of a caller that says nothing.
            e.rethrowIfShort();
            throw new Task.Unwanted(e.is(Errno.ENOENT) ? "its caller has left"
                    : "no answer can be sent to " + request.answerTo() + ": " + e.reason());
        }
    }

    @Override
    public byte[] input(Task task) {
        return exchanges.get(task.worker()).request.content();
    }

    @Override
    public String ended(Task task, int status) {
        Exchange exchange = exchanges.get(task.worker());
        exchange.status = status;
        if (status != 0) {
            return null;
        }
        String failure = answer(exchange);
        if (failure == null) {
            forget(task.worker());
        }
        return failure;
    }

    private void forget(int worker) {
        exchanges.remove(worker).close();
    }

    /** Null, or why that is none; where the caller has left, nobody is there who could be told. */
    private String answer(Exchange exchange) {
        try (MessageQueue to = MessageQueue.open(exchange.request.answerTo(), MessageQueue.Access.SEND)) {
            long length = exchange.output.status().size();
            if (length > to.messageSize()) {
                exchange.status = null;
                return "the answer has " + length + " bytes, and its caller accepts " + to.messageSize()
                        + " (--answer-size)";
            }
            ByteBuffer answer = ByteBuffer.allocateDirect((int) length);
            exchange.output.readAt(answer, 0);
            send(to, answer.flip(), Math.min(exchange.status, HIGHEST_STATUS));
        } catch (KernelException e) {
            if (!hasLeft(exchange.request, e)) {
                exchange.status = null;
                return "the answer could not be sent: " + e.reason();
            }
            lost(exchange.request, e);
        }
        return null;
    }

    private void send(MessageQueue to, ByteBuffer answer, int priority) {
        if (!to.trySend(answer, priority)) {
            told.accept("an answer was not sent to " + to.name() + ", which is full");
        }
        try {
            MessageQueue.unlink(to.name());
        } catch (KernelException callerHasDoneSo) {
            // Or it is another user's, who may remove it.
        }
    }

    private void lost(Request request, KernelException e) {
        told.accept("an answer was not sent to " + request.answerTo()
                + (hasLeft(request, e) ? ", whose caller has left" : ": " + e.reason()));
    }

    /** Whether it is the caller's queue that is not there. */
    private static boolean hasLeft(Request request, KernelException e) {
        return e.is(Errno.ENOENT) && e.subject().equals(request.answerTo());
    }

    /** Tells the caller: what the command has printed with its status, or the reason. */
    @Override
    public String take(Claim claim) {
        byte[] message = new byte[claim.length()];
        claim.message().get(message);
        claim.check();
        Request request = Request.of(queue, message);
        if (request == null) {
            claim.clear();
            return queue;
        }
        Exchange exchange = exchanges.values().stream().filter(one -> one.request.answerTo().equals(request.answerTo()))
                .findFirst().orElse(null);
        String reason = exchange == null || exchange.status == null ? claim.reason() : answer(exchange);
        if (reason != null) {
            explain(request, reason);
        }
        exchanges.values().removeIf(one -> one == exchange);
        if (exchange != null) {
            exchange.close();
        }
        claim.clear();
        return request.answerTo();
    }

    private void explain(Request request, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        try (MessageQueue to = MessageQueue.open(request.answerTo(), MessageQueue.Access.SEND)) {
            int length = (int) Math.min(text.length, to.messageSize());
            send(to, ByteBuffer.allocateDirect(length).put(text, 0, length).flip(), Request.NO_ANSWER);
        } catch (KernelException e) {
            lost(request, e);
        }
    }

    @Override
    public void close() {
        exchanges.values().forEach(Exchange::close);
        exchanges.clear();
    }

    /** It never is: who cannot be told has left. */
    @Override
    public KernelException full(Claim claim) {
        throw new IllegalStateException(claim.path());
    }
}
