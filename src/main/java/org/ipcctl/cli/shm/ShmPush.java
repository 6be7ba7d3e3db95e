package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.kernel.Poll;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.shm.RingEnd;
import org.ipcctl.shm.RingProducer;

/** {@code ipcctl shm push}. */
final class ShmPush extends RingCommand {
    private final WaitOptions wait = waitOptions(
            "no process pulls, or it makes no room, or does not take the rest, in time");

    @Override
    protected Texts texts() {
        return new Texts(List.of(
                "Whichever side starts first creates the ring, with --size and --mode, and waits for the other side; "
                        + "nothing is read before that. A ring has one process that pushes and one that pulls; a "
                        + "second one is refused. The last of them removes the name.",
                "The exit status is 0 only if the other side has received and delivered everything. If that side is "
                        + "gone, even by kill -9, there is an error at once that says how many bytes it took. If a "
                        + "signal ends ipcctl, what it had read by then is delivered, and the other side learns that "
                        + "the stream is incomplete.",
                "--timeout limits the wait for the other side, each wait for room and, at the end, the wait for each "
                        + "part to be taken.",
                ProgressOption.HELP),
                List.of(new Example("a large stream to another process, without a pipe between",
                        "tar c . | ipcctl shm push backup").after(
                                "ipcctl shm pull backup | "
                                        + "md5sum &"),
                        new Example("a file, through a ring of 8 MiB", "ipcctl shm push frames --size 8M <video.raw")
                                .after("head -c 100000 /dev/urandom >video.raw", "ipcctl shm pull frames >copy.raw &"),
                        new Example("wait at most two seconds for a reader",
                                "date | ipcctl shm push now --timeout 2s").after("ipcctl shm pull now &")));
    }

    @Override
    void move(Args args, Context context) {
        Fd from = context.stdin();
        // Reads nothing, but a stdin that is closed or a directory is told now.
        from.read(ByteBuffer.allocateDirect(0));
        PipeBuffer.enlarge(from);
        try (RingProducer ring = RingProducer.join(args.get(name), capacity(args), mode(args), wait.deadline(args));
             FlushOnExit last = new FlushOnExit(new Outlet(ring.memory().fd()))) {
            ring.awaitConsumer();
            showing(args, context, ring, from.bytesLeft(), from, () -> {
                boolean isFile = from.status().kind() == FileStatus.Kind.REGULAR;
                while (pass(from, isFile, ring, last)) {
                    // On to the next part.
                }
                ring.end();
            });
        }
    }

    /** False at the end of the file. What is read is in the ring at once. */
    private static boolean pass(Fd from, boolean isFile, RingProducer ring, FlushOnExit last) {
        ByteBuffer room = ring.room();
        while (!isFile && Poll.await(from, Poll.IN, Deadline.in(RingEnd.LOOK)) == 0) {
            ring.checkConsumer();
        }
        last.begin();
        try {
            int count = from.readSome(room);
            if (count > 0) {
                ring.produced(count);
            }
            return count >= 0;
        } catch (KernelException e) {
            throw ring.explain(e);
        } finally {
            last.end();
        }
    }
}
