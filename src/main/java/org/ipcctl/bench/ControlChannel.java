package org.ipcctl.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Poll;

/** {@link ControlMessage}s over a pair of descriptors. One thread reads; several may write. */
final class ControlChannel {
    private final Fd from;
    private final Fd to;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(4096);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<ControlMessage> arrived = new ArrayDeque<>();
    private boolean ended;

    ControlChannel(Fd from, Fd to) {
        this.from = from;
        this.to = to;
    }

    Fd from() {
        return from;
    }

    /** Says it; that nobody listens any more shows when the other side's next word does not come. */
    synchronized void say(ControlMessage message) {
        byte[] bytes = (message.encoded() + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        try {
            to.writeFully(direct);
        } catch (KernelException e) {
            if (!e.is(Errno.EPIPE)) {
                throw e;
            }
        }
    }

    /** The next message that has arrived, or null; {@link #fill} lets more arrive. */
    ControlMessage next() {
        return arrived.poll();
    }

    ControlMessage peek() {
        return arrived.peek();
    }

    /** Whether the other side has closed and everything it said was taken. */
    boolean isOver() {
        return ended && arrived.isEmpty();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Waits until something has arrived, the other side has closed, or the deadline has passed. */
    void fill(Deadline deadline) {
        if (arrived.isEmpty() && !ended && Poll.await(from, Poll.IN, deadline) != 0) {
            take();
        }
    }

    /** Reads once; poll(2) has said that this does not block. */
    void take() {
        if (from.read(chunk.clear()) < 0) {
            ended = true;
            return;
        }
        chunk.flip();
        while (chunk.hasRemaining()) {
            byte b = chunk.get();
            if (b == '\n') {
                arrived.add(ControlMessage.parse(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
