package org.ipcctl.relay;

import java.nio.ByteBuffer;
import org.ipcctl.kernel.Fd;

/** A stream of frames: what comes out, framed again, is what was there. */
public final class FrameFuzz {
    private static final int LONGEST = 4096;

    private FrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try (Fd file = Fd.inMemory("frames")) {
            file.writeFully(ByteBuffer.allocateDirect(data.length).put(data).flip());
            file.seek(0);
            ByteBuffer again = ByteBuffer.allocateDirect(data.length + Frame.OVERHEAD);
            try (FrameReader frames = new FrameReader(file, LONGEST)) {
                for (ByteBuffer message = frames.next(); message != null; message = frames.next()) {
                    Frame.put(frames.priority(), message, again);
                }
                if (again.position() != data.length) {
                    throw new IllegalStateException("of " + data.length + " bytes " + again.position() + " were read");
                }
            } catch (BrokenFrameException | RecordTooLongException told) {
                if (again.position() > data.length) {
                    throw told;
                }
            }
            for (int i = 0; i < again.position(); i++) {
                if (again.get(i) != data[i]) {
                    throw new IllegalStateException("byte " + i + " is another one");
                }
            }
        }
    }
}
