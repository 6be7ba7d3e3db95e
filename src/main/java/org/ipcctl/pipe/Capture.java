package org.ipcctl.pipe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Poll;
import org.ipcctl.kernel.Spawn;

/**
 * What a child wrote into a pipe until its last write end was closed, and how the child ended.
 *
 * @param bytes  in the order they were written; not copied
 * @param ending status or signal
 * @param pid    of the child
 */
public record Capture(byte[] bytes, Child.Ending ending, int pid) {
    private static final int STDOUT = 1;
    private static final int BUFFER = 1 << 16;

    /** Runs {@code command} with its stdout in a pipe. */
    public static Capture stdout(List<String> command, Deadline deadline) {
        return of(new Spawn(command), STDOUT, deadline);
    }

    /** A child process writes {@code text} into a pipe and this process reads it. */
    public static Capture message(String text, Deadline deadline) {
        return stdout(List.of("sh", "-c", "printf %s \"$1\"", "sh", text), deadline);
    }

    /** Starts {@code spawn} with a pipe as its descriptor {@code number}. */
    static Capture of(Spawn spawn, int number, Deadline deadline) {
        try (Pipe pipe = Pipe.open(); ChildProcesses crew = new ChildProcesses()) {
            Child child = crew.start(spawn.put(pipe.writer(), number));
            pipe.closeWriter();
            byte[] bytes = readAll(pipe.reader(), deadline);
            return new Capture(bytes, ChildProcesses.ending(child, deadline), child.pid());
        }
    }

    private static byte[] readAll(Fd from, Deadline deadline) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        while (read(from, buffer.clear(), deadline)) {
            byte[] part = new byte[buffer.flip().remaining()];
            buffer.get(part);
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Reads what comes next; false at the end of the file. */
    static boolean read(Fd from, ByteBuffer into, Deadline deadline) {
        if (Poll.await(from, Poll.IN, deadline) == 0) {
            throw deadline.passed("read", from.name(), "data or the end of the file");
        }
        return from.read(into) >= 0;
    }
}
