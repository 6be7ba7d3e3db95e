package org.ipcctl.cli.shm;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Opt;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmReader;

/** The part of an object that --offset and --length say. */
record ShmRange(Opt<Long> offset, Opt<Long> length) {
    /** How descriptions tell of them. */
    static final String OFFSET_HELP = "Begin at byte OFFSET of the object, decimal or as 0x40 (0).";

    /** A reader of that part. */
    ShmReader of(SharedMemory memory) {
        return new ShmReader(memory, offset.get(), length.isGiven() ? length.get() : -1);
    }

    static CommandFailure failure(OutOfRangeException e) {
        return new CommandFailure(ExitCode.FAILED, e.name(), e.getMessage(), "'ipcctl shm stat " + e.name().substring(1) + "' shows its size.");
    }
}
