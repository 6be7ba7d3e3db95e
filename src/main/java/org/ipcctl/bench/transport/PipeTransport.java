package org.ipcctl.bench.transport;

import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.PipeBuffer;
import org.ipcctl.kernel.Spawn;
import org.ipcctl.pipe.Pipe;

/** pipe(7): two of them, one for each direction, inherited by the peers as a shell's children inherit theirs. */
final class PipeTransport extends Transport {
    private static final int FROM = 3;
    private static final int TO = 4;

    @Override
    public String name() {
        return "pipe";
    }

    @Override
    public String summary() {
        return "an anonymous pipe in each direction, with write(2) and read(2)";
    }

    @Override
    public Set<Knob> knobs() {
        return Set.of(Knob.BUFFER);
    }

    @Override
    public Inheritance inheritance() {
        return new Pipes(Pipe.open(), Pipe.open());
    }

    private record Pipes(Pipe there, Pipe back) implements Inheritance {
        @Override
        public void give(Side side, Spawn child) {
            boolean sending = side == Side.SENDING;
            child.put((sending ? back : there).reader(), FROM);
            child.put((sending ? there : back).writer(), TO);
        }

        @Override
        public void close() {
            there.close();
            back.close();
        }
    }

    /** The pipes live as long as the peers: every case uses them anew, and none closes them. */
    @Override
    public Channel open(Side side, Setup setup) {
        return new DescriptorChannel() {
            @Override
            public void join() {
                use(Fd.borrow(FROM, "pipe"), Fd.borrow(TO, "pipe"));
                resize(setup.buffer());
            }

            @Override
            public long bufferBytes() {
                return PipeBuffer.capacity(out());
            }
        };
    }
}
