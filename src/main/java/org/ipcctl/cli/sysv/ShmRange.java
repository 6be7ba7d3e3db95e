package org.ipcctl.cli.sysv;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmAttachment;

/** Bytes of a segment: from one place in it to another. */
record ShmRange(long from, long to) {
    /**
     * {@code length} bytes from {@code offset} on, or all to the end where it is negative; refused where the segment
     * has fewer.
     */
    static ShmRange of(Key key, ShmAttachment memory, long offset, long length) {
        if (!memory.has(offset, Math.max(0, length))) {
            throw new CommandFailure(ExitCode.LIMIT, key.text(), "the segment has " + memory.size() + " bytes, so "
                    + (length < 0 ? "there is no offset " + offset
                            : "there are no " + length + " bytes from offset " + offset + " on"),
                    null);
        }
        return new ShmRange(offset, length < 0 ? memory.size() : offset + length);
    }

    long length() {
        return to - from;
    }
}
