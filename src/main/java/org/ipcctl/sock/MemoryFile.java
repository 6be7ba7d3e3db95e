package org.ipcctl.sock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Syscall;

/** A file in memory that has no name and goes with its last descriptor: memfd_create(2). */
public final class MemoryFile {
    private static final int MFD_CLOEXEC = 1;
    private static final byte[] NAME = "ipcctl message\0".getBytes(StandardCharsets.US_ASCII);

    private MemoryFile() {
    }

    /** One that holds what remains in {@code content}, a direct buffer; a reader begins with its first byte. */
    public static Fd of(ByteBuffer content) {
        Fd file = Fd.own(Syscall.call("memfd_create", "", () -> SocketFunctions.messages().memfd_create(NAME, MFD_CLOEXEC)), "message");
        file.writeFullyAt(content, 0);
        return file;
    }
}
