package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Map;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.pipe.Pipe;

/** pipe(7): two of them, one for each direction, inherited by the peers as a shell's children inherit theirs. */
final class PipeTransport extends Transport {
    /** pipe(7): PIPE_BUF. */
    static final BlockLimit ATOMIC = new BlockLimit(4096, "PIPE_BUF, what a pipe keeps together among several senders");

    PipeTransport() {
        super("pipe", "an anonymous pipe in each direction, with write(2) and read(2)", Tunable.BUFFER);
    }

    @Override
    public BlockLimit limitWhereShared() {
        return ATOMIC;
    }

    @Override
    public Map<Side, List<Fd>> descriptors() {
        return pipes();
    }

    /** One in each direction: for each side where it reads and where it writes. */
    static Map<Side, List<Fd>> pipes() {
        Pipe there = Pipe.open();
        Pipe back = Pipe.open();
        return Map.of(Side.SENDING, List.of(back.reader(), there.writer()), Side.RECEIVING,
                List.of(there.reader(), back.writer()));
    }

    /**
     * The pipes live as long as the peers: every case uses them anew, and closing what was borrowed leaves them open.
     */
    @Override
    public Channel open(Side side, Setup setup) {
        return new DescriptorChannel() {
            @Override
            public void join(String other, List<Fd> inherited) {
                use(inherited.get(0), inherited.get(1));
                resize(setup.tuning().buffer());
            }

            @Override
            public long bufferBytes() {
                return PipeBuffer.capacity(out());
            }
        };
    }
}
