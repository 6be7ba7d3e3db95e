package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Map;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tunable;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawIo;
import org.ipcctl.kernel.RawMemfd;
import org.ipcctl.sock.UncheckedFdPassing;

/**
 * A new memfd for each block, handed over by SCM_RIGHTS of unix(7), as who gives away large data once does: the
 * receiver has it all, and the sender can close it. At most so many as slots were asked for are under way, for nobody
 * else limits what memory they take.
 */
final class UnixFdTransport extends Transport {
    UnixFdTransport() {
        super("unix-fd",
                "a new memfd for each block, passed by sendmsg(2) through a pair of UNIX domain sockets; two in "
                        + "transit by default",
                Tunable.SLOTS);
    }

    @Override
    public Map<Side, List<Fd>> descriptors() {
        return SocketpairTransport.pair();
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new MemfdChannel(setup);
    }

    private static final class MemfdChannel extends Channel {
        /** In strict turns the answer says that a block was taken. */
        private final boolean turns;
        private final int slots;
        private final int size;
        /** For the byte that says so otherwise, for each block. */
        private final NativeMemory taken = NativeMemory.allocate(Long.BYTES);
        private RawMemfd memfds;
        private UncheckedFdPassing passing;
        private Fd socket;
        private int underWay;

        MemfdChannel(Setup setup) {
            turns = setup.metric() == Metric.LATENCY;
            slots = SlotChannel.slots(setup);
            size = setup.size();
        }

        @Override
        public void join(String other, List<Fd> inherited) {
            socket = inherited.get(0);
            passing = new UncheckedFdPassing(socket);
            memfds = new RawMemfd("ipcctl-bench");
            memfds.close(memfds.make());
        }

        @Override
        public long bufferBytes() {
            return (long) size * slots;
        }

        @Override
        public int depth() {
            return slots;
        }

        @Override
        public void send(long address, int count) {
            if (!turns && underWay == slots) {
                awaitTaken();
            }
            int memfd = memfds.make();
            memfds.write(memfd, address, count);
            passing.send(memfd);
            memfds.close(memfd);
            underWay++;
        }

        private void awaitTaken() {
            underWay -= RawIo.read(socket, taken.address(), 1);
        }

        @Override
        public int receive(long address, int most) {
            int memfd = passing.receive();
            memfds.read(memfd, address, most);
            memfds.close(memfd);
            if (!turns) {
                RawIo.write(socket, taken.address(), 1);
            }
            return most;
        }

        /** The socket is for the next case, too, and nothing may be in it then. */
        @Override
        public void close() {
            while (!turns && underWay > 0) {
                awaitTaken();
            }
            taken.close();
            memfds.close();
            passing.close();
        }
    }
}
