package org.ipcctl.shm;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.KernelException;

/** A ring whose words somebody has written as he likes: each side ends, and reads or writes nothing outside. */
public final class RingFuzz {
    private static final String NAME = "/ipcctl-fuzz-" + ProcessHandle.current().pid();
    private static final int HEADER = 512;
    private static final int LENGTH = 8192;
    private static final int PIECES = 8;

    private RingFuzz() {}

    /** The first byte says which side it is for; the header follows. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 1 || data.length > HEADER) {
            return;
        }
        try (SharedMemory memory = SharedMemory.unnamed(NAME, 0600)) {
            memory.resize(LENGTH);
            memory.write(ByteBuffer.allocateDirect(data.length - 1).put(data, 1, data.length - 1).flip(), 0);
            if (!memory.publish()) {
                throw new IllegalStateException(NAME + " is there");
            }
            side((data[0] & 1) == 0);
        } finally {
            try {
                SharedMemory.unlink(NAME);
            } catch (KernelException removedByTheSideThatEnded) {
                // There is no more to do.
            }
        }
    }

    private static void side(boolean takes) {
        Deadline limit = Deadline.in(Duration.ofMillis(2));
        try {
            if (takes) {
                take(limit);
            } else {
                give(limit);
            }
        } catch (RingException | KernelException told) {
            if (told.getMessage().isEmpty()) {
                throw told;
            }
        }
    }

    private static void take(Deadline limit) {
        try (RingConsumer consumer = RingConsumer.join(NAME, LENGTH, -1, false, limit)) {
            ByteBuffer piece = consumer.next();
            for (int i = 0; i < PIECES && piece != null; i++) {
                int count = piece.remaining();
                while (piece.hasRemaining()) {
                    piece.get();
                }
                consumer.consumed(count);
                piece = consumer.next();
            }
        }
    }

    private static void give(Deadline limit) {
        try (RingProducer producer = RingProducer.join(NAME, LENGTH, -1, limit)) {
            producer.awaitConsumer();
            for (int i = 0; i < PIECES; i++) {
                ByteBuffer room = producer.room();
                int count = room.remaining();
                while (room.hasRemaining()) {
                    room.put((byte) i);
                }
                producer.produced(count);
            }
            producer.end();
        }
    }
}
