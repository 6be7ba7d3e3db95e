package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.fifo.FifoWire;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.PipeBuffer;

/** fifo(7): two of them in the temporary folder. Both reading ends are opened first, so that no open has to wait. */
final class FifoTransport extends Transport {
    private static final String THERE = ".there";
    private static final String BACK = ".back";

    FifoTransport() {
        super("fifo", "a FIFO in each direction, with write(2) and read(2)", Knob.BUFFER);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        if (sending) {
            create(setup, THERE);
            create(setup, BACK);
        }
        Fd in = FifoWire.openToRead(setup.path(sending ? BACK : THERE));
        return new DescriptorChannel() {
            @Override
            public void join(String other, List<Fd> inherited) {
                use(in, FifoWire.openToWrite(setup.path(sending ? THERE : BACK)));
                in.setNonblocking(false);
                PipeSize.set(out(), setup.tuning().buffer());
            }

            @Override
            public long bufferBytes() {
                return PipeBuffer.capacity(out());
            }

            @Override
            public void close() {
                in.close();
                super.close();
            }
        };
    }

    @Override
    public void unlink(Setup setup) {
        for (String suffix : new String[] {THERE, BACK}) {
            Names.remove(() -> Files.unlink(setup.path(suffix)));
        }
    }

    private static void create(Setup setup, String suffix) {
        Names.in(setup.folder(), () -> {
            FifoWire.create(setup.path(suffix));
            return null;
        });
    }
}
