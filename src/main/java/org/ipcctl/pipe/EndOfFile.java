package org.ipcctl.pipe;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Spawn;

/**
 * When a reader that sleeps in read(2) is released by the end of the file.
 *
 * @param bothOpen  the reader while this process and another one hold a write end; null where it did not sleep
 * @param passedOn  bytes that the other process wrote, and the reader read, after this process had closed its write end
 * @param oneOpen   the reader after that, while only the other process holds a write end; null where it did not sleep
 * @param leftover  bytes that the reader passed on after the last write end was closed
 * @param ending    of the reader; status 0 where its read(2) returned 0, for it is a cat(1), which fails on an error
 */
public record EndOfFile(Blocked bothOpen, int passedOn, Blocked oneOpen, int leftover, Child.Ending ending) {
    private static final byte[] WORD = {'x'};
    private static final List<String> CAT = List.of("cat");

    /**
     * Runs it. The other holder is a cat(1) too: what is written to its stdin it writes into the pipe, and when its
     * stdin ends it ends, and with it the last write end is closed. That a byte still passes after this process closed
     * its own write end shows, without waiting for something not to happen, that the reader was not released by that.
     *
     * @param patience for each single wait
     */
    public static EndOfFile observe(Duration patience) {
        try (Pipe pipe = Pipe.open(); Pipe order = Pipe.open(); Pipe output = Pipe.open();
             ChildProcesses crew = new ChildProcesses()) {
            Child reader = crew.start(new Spawn(CAT).put(pipe.reader(), 0).put(output.writer(), 1));
            crew.start(new Spawn(CAT).put(order.reader(), 0).put(pipe.writer(), 1));
            output.closeWriter();
            order.closeReader();
            pipe.closeReader();
            Blocked bothOpen = Blocked.await(reader, Blocked.Call.READ, 0, Deadline.in(patience));
            pipe.closeWriter();
            order.writer().writeFully(ByteBuffer.allocateDirect(WORD.length).put(WORD).flip());
            int passedOn = read(output.reader(), patience);
            Blocked oneOpen = Blocked.await(reader, Blocked.Call.READ, 0, Deadline.in(patience));
            order.closeWriter();
            int leftover = read(output.reader(), patience);
            return new EndOfFile(bothOpen, passedOn, oneOpen, leftover,
                    ChildProcesses.ending(reader, Deadline.in(patience)));
        }
    }

    /** Bytes that came next, 0 at the end of the file. */
    private static int read(Fd from, Duration patience) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        Capture.read(from, buffer, Deadline.in(patience));
        return buffer.position();
    }
}
