package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.PipeBuffer;

/** fifo(7): two of them in the temporary folder. Both reading ends are opened first, so that no open has to wait. */
final class FifoTransport extends Transport {
    private static final String THERE = ".there";
    private static final String BACK = ".back";

    FifoTransport() {
        super("fifo", "a FIFO in each direction, with write(2) and read(2)", Tunable.BUFFER);
    }

    @Override
    public BlockLimit limitWhereShared() {
        return PipeTransport.ATOMIC;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        if (sending) {
            create(setup, THERE);
            create(setup, BACK);
        }
        Fd in = Fd.open(setup.path(sending ? BACK : THERE), Fd.O_RDONLY | Fd.O_NONBLOCK, 0);
        return new DescriptorChannel() {
            @Override
            public void join(String other, List<Fd> inherited) {
                use(in, Fd.open(setup.path(sending ? THERE : BACK), Fd.O_WRONLY, 0));
                in.setNonblocking(false);
                resize(setup.tuning().buffer());
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
        Names.removeAll(() -> remove(setup, THERE), () -> remove(setup, BACK));
    }

    private static void remove(Setup setup, String suffix) {
        Names.remove(() -> Fifo.remove(setup.path(suffix)));
    }

    private static void create(Setup setup, String suffix) {
        Names.inTemporary(setup.folder(), () -> {
            Fifo.create(setup.path(suffix), Files.MODE_OF_OBJECTS);
            return null;
        });
    }
}
