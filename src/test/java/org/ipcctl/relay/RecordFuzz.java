package org.ipcctl.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ipcctl.kernel.Fd;

/**
 * A stream of records, cut at a byte: each is what stands between two of these, one that is too long is passed over,
 * and nothing is lost behind it.
 */
public final class RecordFuzz {
    private static final int OPTIONS = 3;
    /** Longer than a reader's smallest block, which any shorter record fits into. */
    private static final int LARGE = 280_000;
    private static final byte IS_LARGE = 63;
    private static final int LONGEST = 1 << 18;

    private RecordFuzz() {}

    /** The first three bytes are the delimiter, the longest record, and how it is read. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < OPTIONS) {
            return;
        }
        byte[] stream = stream(data);
        int longest = LONGEST + (data[1] & 0xff);
        try (Fd file = Fd.inMemory("records")) {
            file.writeFully(ByteBuffer.allocateDirect(stream.length).put(stream).flip());
            file.seek(0);
            cut(stream, data[0] & 0xff, longest,
                    (data[2] & 64) == 0
                            ? new RecordReader(file, data[0] & 0xff, longest)
                            : RecordReader.sparing(file, data[0] & 0xff, longest));
        }
    }

    private static byte[] stream(byte[] data) {
        int rest = data.length - OPTIONS;
        if (data[2] != IS_LARGE && data[2] != -IS_LARGE) {
            return Arrays.copyOfRange(data, OPTIONS, data.length);
        }
        // The same twice, and what is between the two makes one record too long.
        byte[] stream = new byte[rest + LARGE + rest];
        Arrays.fill(stream, (byte) (data[0] ^ 1));
        System.arraycopy(data, OPTIONS, stream, 0, rest);
        System.arraycopy(data, OPTIONS, stream, rest + LARGE, rest);
        return stream;
    }

    private static void cut(byte[] stream, int delimiter, int longest, RecordReader reader) {
        try (reader) {
            int at = 0;
            while (true) {
                int end = at;
                while (end < stream.length && (stream[end] & 0xff) != delimiter) {
                    end++;
                }
                boolean over = at == stream.length;
                try {
                    ByteBuffer record = reader.next();
                    if (over && record == null) {
                        return;
                    } else if (over || !ByteBuffer.wrap(Arrays.copyOfRange(stream, at, end)).equals(record)) {
                        throw new IllegalStateException("at " + at + " is " + record);
                    }
                } catch (RecordTooLongException told) {
                    if (end - at <= longest || told.isExact() && told.length() != end - at) {
                        throw told;
                    }
                    reader.skip();
                }
                at = Math.min(end + 1, stream.length);
            }
        }
    }
}
