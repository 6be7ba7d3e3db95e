package org.ipcctl.cli.sock;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.OutputFile;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.relay.Replay;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sock.LocalName;
import org.ipcctl.sock.SocketAddress;
import org.ipcctl.sock.UnixSocket;

/** {@code ipcctl sock replay}. */
final class SockReplay extends SockCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SLICE_MILLIS = 50;
    /** Conversations at a time. */
    private static final int MOST = 100;

    private record Row(long number, Replay.Outcome outcome) {
    }

    private static final Schema<Row> SCHEMA = Schema.list(
            Column.of("conversation", Type.INTEGER, "its number in the recording", r -> Value.of(r.number())),
            Column.of("result", Type.TEXT, "same or different",
                    r -> Value.of(r.outcome().problem() == null ? "same" : "different")),
            Column.of("sent_bytes", Type.SIZE, "what was sent", r -> Value.of(r.outcome().sent())),
            Column.of("answered_bytes", Type.SIZE, "what the server answered now",
                    r -> Value.of(r.outcome().answered())),
            Column.of("expected_bytes", Type.SIZE, "what the server answered when it was recorded",
                    r -> Value.of(r.outcome().expected())),
            Column.of("took_ns", Type.NANOSECONDS, "how long it took", r -> Value.of(r.outcome().took().toNanos())),
            Column.of("problem", Type.TEXT, "the difference", r -> Value.of(r.outcome().problem())),
            Column.detail("difference", Type.INTEGER,
                    "the first byte of the answers that differs, counted from 0; missing if none does",
                    r -> Value.of(r.outcome().difference())));

    private final Arg<String> file = arg(OutputFile.NAME, "FILE",
            "A file written by 'ipcctl sock proxy --record' or 'ipcctl sock spy --record'.");
    private final Arg<SocketAddress> address = arg(ADDRESS, "ADDR",
            "The server's socket: a path, or @name in the abstract name space.");
    private final Arg<Double> speed = optOr(ValueType.custom("N", Double.class, SockReplay::speed), 1.0,
            "Replay N times as fast as recorded; with 0, wait only for answers.", "--speed");
    private final WaitOptions wait = waitOptions("the server does not accept, read or answer");

    private static double speed(String text) {
        double speed = Double.parseDouble(text);
        if (!(speed >= 0 && speed <= 1_000_000)) {
            throw new IllegalArgumentException("is not a number from 0 to 1000000");
        }
        return speed;
    }

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Connects as often as the recorded clients did, at the same times, sends what they sent and compares "
                        + "the server's answers with the recorded ones: for a stream the bytes, however they are "
                        + "split, for seqpacket and dgram message by message. Nothing is sent before as much has "
                        + "been answered as in the recording, and a conversation begins only after those that had "
                        + "ended before it. A row is printed for each conversation; if one differs, or there is none, "
                        + "the exit status is 1.",
                "Each wait for the server ends after --timeout (default 10 seconds), and counts as a difference. "
                        + "Answers that contain a date or a new number each time always differ. A recording does not "
                        + "contain descriptors: a message on standard error says how many were passed."),
                List.of(new Example("check that the server still answers as recorded",
                        "ipcctl sock replay talk.ndjson /tmp/upper --speed 0").after(
                                "ipcctl sock listen /tmp/upper -- tr a-z A-Z &",
                                "until ipcctl sock ls /tmp/upper >seen; do sleep 0.02; done",
                                "ipcctl sock proxy /tmp/between /tmp/upper --once --silent --record talk.ndjson & P=$!",
                                "echo hi | ipcctl sock connect /tmp/between --retry 5s",
                                "wait $P")));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        List<Recording.Conversation> conversations = Recording.read(args.get(file), wait.deadline(args));
        long descriptors = conversations.stream().mapToLong(Recording.Conversation::descriptors).sum();
        if (descriptors > 0) {
            context.warn(args.get(file) + ": " + descriptors + " descriptors were passed, which cannot be sent "
                    + "again");
        }
        ExecutorService threads = Executors.newFixedThreadPool(MOST, task -> {
            Thread thread = new Thread(task, "client");
            thread.setDaemon(true);
            return thread;
        });
        try {
            long begin = System.nanoTime();
            Precedence precedence = new Precedence(conversations);
            List<Future<Replay.Outcome>> playing = precedence.playing();
            for (int i = 0; i < conversations.size(); i++) {
                Recording.Conversation conversation = conversations.get(i);
                int over = precedence.overBefore(i);
                playing.add(threads.submit(() -> {
                    precedence.await(over);
                    return play(args, conversation, begin);
                }));
            }
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < playing.size(); i++) {
                rows.add(new Row(conversations.get(i).number(), outcome(playing.get(i))));
            }
            context.show(SCHEMA, rows);
            return rows.stream().allMatch(row -> row.outcome().problem() == null) ? 0 : ExitCode.FAILED.number();
        } finally {
            threads.shutdownNow();
        }
    }

    private Replay.Outcome play(Args args, Recording.Conversation conversation, long begin)
            throws InterruptedException {
        if (args.get(speed) > 0) {
            long due = begin + (long) (conversation.begin().toNanos() / args.get(speed));
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        Deadline given = wait.deadline(args);
        Deadline patience = given.isBounded() ? given : Deadline.in(PATIENCE);
        try (UnixSocket socket = connect(args.get(address), List.of(conversation.type()), given, null,
                LocalName.chosenForDatagrams())) {
            return new Replay(socket, conversation.steps(), args.get(speed), patience).run();
        }
    }

    private static Replay.Outcome outcome(Future<Replay.Outcome> playing) {
        while (true) {
            try {
                Interruption.check();
                return playing.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // It is looked whether somebody wants it to end.
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException nobodyInterruptsUs) {
                throw new IllegalStateException(nobodyInterruptsUs);
            }
        }
    }

    /**
     * Which conversations were over when another one began. There may be many, so that each is looked at once and not
     * by each of the others.
     */
    private static final class Precedence {
        private final List<Recording.Conversation> conversations;
        private final List<Future<Replay.Outcome>> playing = new ArrayList<>();
        /** Those that play and were over at some time, by that. */
        private final PriorityQueue<Integer> ending;
        private final Future<?>[] over;
        private int count;
        /** How many of those in front of {@link #over} are known to be over. */
        private volatile int known;

        Precedence(List<Recording.Conversation> conversations) {
            this.conversations = conversations;
            this.over = new Future<?>[conversations.size()];
            this.ending = new PriorityQueue<>(Comparator.comparing(i -> conversations.get(i).end()));
        }

        /** In the order of the recording. */
        List<Future<Replay.Outcome>> playing() {
            return playing;
        }

        /** How many were over when the one that is played next, {@code next}, began; asked for one after the other. */
        int overBefore(int next) {
            if (next > 0 && conversations.get(next - 1).end() != null) {
                ending.add(next - 1);
            }
            while (!ending.isEmpty()
                    && conversations.get(ending.peek()).end().compareTo(conversations.get(next).begin()) <= 0) {
                over[count++] = playing.get(ending.remove());
            }
            return count;
        }

        /** Waits for the first {@code before}. */
        void await(int before) throws InterruptedException, ExecutionException {
            for (int i = known; i < before; i++) {
                over[i].get();
                known = Math.max(known, i + 1);
            }
        }
    }
}
