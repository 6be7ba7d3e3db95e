package org.ipcctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFile;
import org.ipcctl.kernel.Syscall;

/**
 * Text on its way to standard output: through the JDK's stream, which needs no native code, unless somebody has left
 * the open file in non-blocking mode (a terminal under ssh(1), a pipe of node's), where that stream would fail in the
 * middle of it.
 */
final class TextOutput extends OutputStream {
    private static final int BLOCK = 1 << 16;

    private final OutputStream quick;
    private final Fd stdout;
    /** Null where the quick one does. */
    private ByteBuffer block;
    private boolean known;

    /** @param quick the JDK's stream to {@code stdout} */
    TextOutput(OutputStream quick, Fd stdout) {
        this.quick = quick;
        this.stdout = stdout;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!known) {
            block = mayBeNonblocking() ? ByteBuffer.allocateDirect(BLOCK) : null;
            known = true;
        }
        if (block == null) {
            quick.write(bytes, offset, length);
        } else {
            try {
                Syscall.untold(() -> writePatiently(bytes, offset, length));
            } catch (KernelException e) {
                // As the JDK's stream tells it.
                throw new IOException(Errno.text(e.errno()), e);
            }
        }
    }

    private boolean mayBeNonblocking() {
        try {
            OpenFile.Info info = OpenFile.own(stdout.number());
            return info != null && info.isNonblocking();
        } catch (KernelException shortage) {
            // Nobody can tell.
            return true;
        }
    }

    private void writePatiently(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; done += BLOCK) {
            stdout.writeFully(block.clear().put(bytes, offset + done, Math.min(BLOCK, length - done)).flip());
        }
    }
}
