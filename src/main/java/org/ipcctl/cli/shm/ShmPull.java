package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Pause;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.shm.RingConsumer;
import org.ipcctl.shm.RingEnd;

/** {@code ipcctl shm pull}. */
final class ShmPull extends RingCommand {
    private final Arg<Boolean> keepOpen = flag("When a producer has ended, or is gone, wait for the next one.",
            "--keep-open").formerly("-k");
    private final WaitOptions wait = waitOptions("no process pushes, or no data arrives, in time");

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Whichever side starts first creates the ring, as with 'shm push'. The exit status is 0 when the "
                        + "other side has ended its stream and all of it has been written. If the stream is "
                        + "incomplete, because its producer was killed, failed or was ended by a signal, what "
                        + "arrived is written, and the error says how much it was.",
                ProgressOption.HELP,
                "--timeout limits the wait for the other side and each wait for data. With --keep-open both are one "
                        + "wait; streams are then read one after the other, and an incomplete one only causes a "
                        + "warning. A signal ends it.",
                "If data enter and leave through pipes, those determine the speed. The ring itself is faster than a "
                        + "pipe, which shows if the ends are files or devices, or C programs that use the ring, as "
                        + "described in NOTES in ipcctl-shm(1)."),
                List.of(new Example("the other side of 'shm push backup'", "ipcctl shm pull backup | md5sum")
                        .after("tar c . | ipcctl shm push backup &"),
                        new Example("all producers, one after the other, until Ctrl-C",
                                "ipcctl shm pull log --keep-open >>log.txt")
                                .after("{ echo started | ipcctl shm push log; interrupt; } &").exits(130)));
    }

    @Override
    void move(Args args, Context context) {
        Fd to = context.stdout();
        PipeBuffer.enlarge(to);
        Pause reader = new Pause(context, RingEnd.LOOK);
        try (RingConsumer ring = RingConsumer.join(args.get(name), capacity(args), mode(args), args.get(keepOpen),
                wait.deadline(args));
             FlushOnExit last = new FlushOnExit(new Outlet(to))) {
            ring.whileWaiting(() -> reader.await(Deadline.in(Duration.ZERO)));
            ring.whenBroken(reason -> context.warn(args.get(name) + ": " + reason));
            ByteBuffer first = ring.next();
            showing(args, context, ring, -1, to, () -> {
                for (ByteBuffer piece = first; piece != null; piece = ring.next()) {
                    pass(piece, to, ring, last);
                }
            });
        }
    }

    /** Nothing is taken out of the ring that is not written. */
    private static void pass(ByteBuffer piece, Fd to, RingConsumer ring, FlushOnExit last) {
        int count = piece.remaining();
        last.begin();
        try {
            to.writeFully(piece);
            ring.consumed(count);
        } catch (KernelException e) {
            throw ring.explain(e);
        } finally {
            last.end();
        }
    }
}
