package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that a message is received in: as large as the longest that came. */
final class MsgBuffer {
    private static final int FIRST = 8192;
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private ByteBuffer memory;

    /** @param size bytes that a message can have; below 0 where it is to {@link #grow} */
    MsgBuffer(long size) {
        memory = allocate((int) Math.min(LARGEST, size < 0 ? FIRST : size));
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(MsgQueue.TYPE_BYTES + size).order(ByteOrder.nativeOrder());
    }

    /** For a message that did not fit. */
    void grow() {
        memory = allocate((int) Math.min(LARGEST, 2L * room()));
    }

    /** The whole of it, from 0. */
    ByteBuffer memory() {
        return memory;
    }

    /** Bytes that a message in it can have. */
    int room() {
        return memory.capacity() - MsgQueue.TYPE_BYTES;
    }

    long type() {
        return memory.getLong(0);
    }

    /** The first {@code length} bytes of the message. */
    ByteBuffer content(long length) {
        return memory.slice(MsgQueue.TYPE_BYTES, (int) length);
    }
}
