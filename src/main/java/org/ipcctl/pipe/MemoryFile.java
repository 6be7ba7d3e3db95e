package org.ipcctl.pipe;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/** A file that is only in memory and gone when its last descriptor is: what a writer child is to write. */
final class MemoryFile {
    private static final int CHUNK = 1 << 16;

    private MemoryFile() {}

    /** {@code length} bytes of {@code value}, to be read from its beginning: memfd_create(2). */
    static Fd of(byte value, long length) {
        Fd file = Fd.inMemory("records");
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.min(CHUNK, length));
        while (chunk.hasRemaining()) {
            chunk.put(value);
        }
        // pwrite leaves the position at 0, where the child will read.
        for (long at = 0; at < length; at += CHUNK) {
            file.writeFullyAt(chunk.clear().limit((int) Math.min(chunk.capacity(), length - at)), at);
        }
        return file;
    }
}
