package org.ipcctl.bench;

import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;

/**
 * Page-aligned memory for one block, with room for a stamp behind it, and for 8 bytes before it, where mechanisms whose
 * messages have a type put that. Every page is touched, so that no loop faults.
 */
final class Block implements AutoCloseable {
    private static final byte CONTENT = 0x5a;

    private final NativeMemory memory;
    private final long address;

    Block(int size) {
        long length = (long) size + Long.BYTES;
        memory = NativeMemory.allocate(Channel.ROOM_BEFORE + length + PageSize.bytes());
        address = PageSize.roundUp(memory.address() + Channel.ROOM_BEFORE);
        RawMemory.fill(address, length, CONTENT);
    }

    long address() {
        return address;
    }

    @Override
    public void close() {
        memory.close();
    }
}
