package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;
import org.ipcctl.relay.Tap.Party;
import org.ipcctl.sock.FdPassing;
import org.ipcctl.sock.SocketReader;
import org.ipcctl.sock.SocketType;
import org.ipcctl.sock.UnixSocket;

/**
 * Plays the client's side of a conversation again and compares what the server answers with what it did then: of a
 * stream the bytes, however they are cut, and else message by message. Nothing is sent before as much has been answered
 * as had been then.
 */
public final class Replay {
    private static final int ROOM = 1 << 20;
    private static final long SLICE_MILLIS = 20;

    /**
     * Something that was sent.
     *
     * @param at   when, since the conversation began
     * @param data null where it was the end
     */
    public record Step(Duration at, Party from, byte[] data) {
    }

    /**
     * How it went.
     *
     * @param sent       bytes that were sent
     * @param expected   bytes that were answered then
     * @param answered   bytes that were answered now
     * @param difference where the first difference is, in bytes from the beginning of the answers; null where there is
     * none
     * @param problem    what was not as then, as a clause; null where all was
     * @param took       how long it took
     */
    public record Outcome(long sent, long expected, long answered, Long difference, String problem, Duration took) {
    }

    private final UnixSocket socket;
    private final List<Step> steps;
    private final double speed;
    private final Deadline patience;
    private final boolean stream;
    private final Deque<ByteBuffer> awaited = new ArrayDeque<>();
    private final long expected;
    private long answered;
    private long messages;
    private boolean ended;
    private Long difference;
    private KernelException failure;

    /**
     * @param socket   connected to the server
     * @param speed    how many times as fast as then; 0 for as fast as answers come
     * @param patience how long each wait for an answer, or for what is sent to be taken, may last
     */
    public Replay(UnixSocket socket, List<Step> steps, double speed, Deadline patience) {
        this.socket = socket;
        this.steps = steps;
        this.speed = speed;
        this.patience = patience;
        this.stream = socket.type() == SocketType.STREAM;
        long bytes = 0;
        for (Step step : steps) {
            if (step.from() == Party.SERVER && step.data() != null) {
                awaited.add(ByteBuffer.wrap(step.data()));
                bytes += step.data().length;
            }
        }
        this.expected = bytes;
    }

    /** Plays it. */
    public Outcome run() {
        long begin = System.nanoTime();
        socket.fd().setNonblocking(true);
        Thread listener = new Thread(this::listen, "answers");
        listener.setDaemon(true);
        listener.start();
        long sent = 0;
        String problem = null;
        try {
            sent = play(begin);
        } catch (KernelException e) {
            problem = e.reason();
        } finally {
            socket.endAll();
            join(listener);
        }
        return outcome(sent, problem, Duration.ofNanos(System.nanoTime() - begin));
    }

    private synchronized Outcome outcome(long sent, String problem, Duration took) {
        String clause = problem != null ? problem : failure != null ? failure.reason() : null;
        if (difference != null) {
            clause = "the answers differ at byte " + difference;
        } else if (clause == null && answered < expected) {
            clause = (expected - answered) + " bytes of the answers are missing";
        }
        return new Outcome(sent, expected, answered, difference, clause, took);
    }

    private long play(long begin) {
        long sent = 0;
        long bytes = 0;
        long whole = 0;
        for (Step step : steps) {
            if (step.from() == Party.SERVER) {
                bytes += step.data() == null ? 0 : step.data().length;
                whole += step.data() == null ? 0 : 1;
                continue;
            }
            awaitAnswers(bytes, whole);
            pause(begin, step);
            if (step.data() == null) {
                socket.endOutput();
            } else {
                send(step.data());
                sent += step.data().length;
            }
        }
        awaitAnswers(bytes, whole);
        if (steps.stream().anyMatch(step -> step.from() == Party.SERVER && step.data() == null)) {
            awaitEnd();
        }
        return sent;
    }

    private void pause(long begin, Step step) {
        if (speed > 0) {
            long due = begin + (long) (step.at().toNanos() / speed);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                Interruption.check();
                sleep(Math.min(SLICE_MILLIS, 1 + left / 1_000_000));
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private void send(byte[] data) {
        ByteBuffer block = ByteBuffer.allocateDirect(data.length).put(data).flip();
        FdPassing.send(socket, List.of(), block, patience.restarted());
    }

    private void awaitAnswers(long bytes, long whole) {
        await(() -> (stream ? answered >= bytes : messages >= whole) || ended, "an answer");
    }

    private void awaitEnd() {
        await(() -> ended, "the end of the answers");
    }

    /** Also returns where there is a difference already. */
    private synchronized void await(BooleanSupplier there, String what) {
        Deadline deadline = patience.restarted();
        try {
            while (!there.getAsBoolean() && difference == null) {
                Interruption.check();
                if (deadline.hasPassed()) {
                    throw deadline.passed("poll", socket.fd().name(), what);
                }
                wait(SLICE_MILLIS);
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException nobodyInterruptsUs) {
            throw new IllegalStateException(nobodyInterruptsUs);
        }
    }

    private void listen() {
        try (SocketReader reader = new SocketReader(socket, ROOM)) {
            boolean more = true;
            while (more) {
                Poll.await(socket.fd(), Poll.IN, Deadline.never());
                ByteBuffer data = reader.read();
                if (data != null) {
                    reader.descriptors().forEach(Fd::close);
                    more = data.hasRemaining() && compare(data);
                }
            }
            end(null);
        } catch (KernelException e) {
            end(e);
        }
    }

    private synchronized void end(KernelException e) {
        ended = true;
        failure = failure == null ? e : failure;
        notifyAll();
    }

    /** False where there is no use in going on. */
    private synchronized boolean compare(ByteBuffer data) {
        notifyAll();
        messages++;
        while (data.hasRemaining() && difference == null) {
            ByteBuffer next = awaited.peek();
            if (next == null || !stream && next.remaining() != data.remaining()) {
                difference = answered;
                return false;
            }
            int length = Math.min(next.remaining(), data.remaining());
            int same = next.slice(next.position(), length).mismatch(data.slice(data.position(), length));
            if (same >= 0) {
                difference = answered + same;
            }
            next.position(next.position() + length);
            data.position(data.position() + length);
            answered += length;
            if (!next.hasRemaining()) {
                awaited.remove();
            }
        }
        return difference == null;
    }
}
