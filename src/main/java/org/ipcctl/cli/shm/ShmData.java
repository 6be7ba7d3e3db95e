package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.convert.DataFrom;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.OsString;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.shm.ShmInput;

/** What a command writes into memory: DATA, or standard input. */
public final class ShmData {
    private static final int MOST_AT_ONCE = 1 << 26;

    private ShmData() {}

    /** The bytes that {@code words}, at most one, stand for. */
    public static ShmInput of(List<String> words, DataFrom from, Fd stdin) {
        String data = words.isEmpty() ? "-" : words.get(0);
        boolean typed = !data.equals("-");
        if (!typed && from == DataFrom.TEXT) {
            return new ShmInput(stdin);
        }
        try {
            return new ShmInput(from.decode(typed ? OsString.encode(data) : all(stdin)));
        } catch (IllegalArgumentException e) {
            if (typed) {
                throw new UsageException("invalid value for DATA: '" + data + "' " + e.getMessage());
            }
            throw new CommandFailure(ExitCode.FAILED, stdin.name(), "it " + e.getMessage(), null);
        }
    }

    /** Digits are decoded as a whole. */
    private static byte[] all(Fd stdin) {
        try (RecordReader reader = new RecordReader(stdin, RecordReader.WHOLE, MOST_AT_ONCE)) {
            ByteBuffer whole = reader.next();
            byte[] bytes = new byte[whole.remaining()];
            whole.get(bytes);
            return bytes;
        } catch (RecordTooLongException e) {
            throw new CommandFailure(ExitCode.LIMIT, stdin.name(),
                    "more than " + MOST_AT_ONCE + " bytes are not decoded here",
                    "Decode them first: base64 -d FILE | ipcctl shm write NAME");
        }
    }
}
