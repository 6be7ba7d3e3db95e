package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.pipe.Pipe;

/**
 * Byte streams: write(2) to one descriptor, read(2) from another or the same, unless a mechanism knows a better way.
 */
abstract class DescriptorChannel extends Channel {
    private Fd in;
    private Fd out;

    /** Takes over both. */
    final void use(Fd from, Fd to) {
        in = from;
        out = to;
    }

    final Fd in() {
        return in;
    }

    final Fd out() {
        return out;
    }

    /** Makes the pipe or FIFO that it writes to hold at least {@code bytes}; 0 leaves it as it is. */
    final void resize(long bytes) {
        if (bytes != 0) {
            Pipe.resize(out, bytes);
        }
    }

    @Override
    public void send(long address, int size) {
        RawIo.write(out, address, size);
    }

    @Override
    public int receive(long address, int most) {
        return RawIo.read(in, address, most);
    }

    @Override
    public void close() {
        if (in != null) {
            in.close();
        }
        if (out != null) {
            out.close();
        }
    }
}
