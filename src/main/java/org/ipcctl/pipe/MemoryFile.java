package org.ipcctl.pipe;

import static org.ipcctl.pipe.PipeFunctions.C;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.OsString;
import org.ipcctl.kernel.Syscall;

/** A file that is only in memory and gone when its last descriptor is: what a writer child is to write. */
final class MemoryFile {
    private static final int MFD_CLOEXEC = 1;
    private static final int CHUNK = 1 << 16;

    private MemoryFile() {
    }

    /** {@code length} bytes of {@code value}, to be read from its beginning: memfd_create(2). */
    static Fd of(byte value, long length) {
        byte[] name = OsString.cString("ipcctl-records");
        Fd file = Fd.own(Syscall.call("memfd_create", "records", () -> C.memfd_create(name, MFD_CLOEXEC)), "records");
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
