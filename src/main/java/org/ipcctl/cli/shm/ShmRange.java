package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.kernel.ShellWord;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmReader;

/**
 * The part of an object that --offset and --length say.
 *
 * @param length negative for all to the end
 */
record ShmRange(long offset, long length) {
    private static final int MOST_AT_ONCE = 1 << 26;

    /** How descriptions tell of them. */
    static final String OFFSET_HELP = "Begin at byte OFFSET of the object, decimal or as 0x40 (0).";

    /** A reader of that part. */
    ShmReader of(SharedMemory memory) {
        return new ShmReader(memory, offset, length);
    }

    /** All bytes that {@code reader} has, for forms that need them at once. */
    static byte[] all(ShmReader reader) {
        if (reader.remaining() > MOST_AT_ONCE) {
            throw new CommandFailure(ExitCode.LIMIT, "", reader.remaining() + " bytes are too many for one text",
                    "Choose " + MOST_AT_ONCE + " at most with --offset and --length, or read them as they are.");
        }
        byte[] all = new byte[(int) reader.remaining()];
        int at = 0;
        ByteBuffer block = reader.next();
        while (block != null) {
            int count = block.remaining();
            block.get(all, at, count);
            at += count;
            block = reader.next();
        }
        return all;
    }

    static CommandFailure failure(OutOfRangeException e) {
        return new CommandFailure(ExitCode.LIMIT, e.name(), e.getMessage(), ShellWord.shown("ipcctl shm stat " + ShellWord.object(e.name())) + " shows its size.");
    }
}
