package org.ipcctl.bench.transport;

import java.util.List;
import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.QueuedSignal;
import org.ipcctl.kernel.RawMemory;

/**
 * signal(7): queued real-time signals, which carry a number. They are not lost, but refused where too many are queued,
 * so only round trips are measured.
 */
final class SignalTransport extends Transport {
    SignalTransport() {
        super("signal",
                "queued real-time signals, whose value is the message, with rt_tgsigqueueinfo(2) and sigtimedwait(2); "
                        + "round trips only");
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.LATENCY);
    }

    @Override
    public BlockLimit limit() {
        return new BlockLimit(Long.BYTES, "a signal carries one number");
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new SignalChannel();
    }

    /** Signals go to the thread that opens the channel, the one that measures. */
    private static final class SignalChannel extends Channel {
        private final QueuedSignal signal = new QueuedSignal();
        private final NativeMemory memory = NativeMemory.allocate(Long.BYTES);
        private final long number = memory.address();
        private int process;
        private int thread;

        @Override
        public String address() {
            return ProcessHandle.current().pid() + "/" + QueuedSignal.thread();
        }

        @Override
        public void join(String other, List<Fd> inherited) {
            String[] numbers = other.split("/");
            process = Integer.parseInt(numbers[0]);
            thread = Integer.parseInt(numbers[1]);
        }

        @Override
        public long bufferBytes() {
            return Long.BYTES;
        }

        @Override
        public void send(long address, int size) {
            RawMemory.putLong(number, 0);
            RawMemory.copy(address, number, size);
            signal.send(process, thread, RawMemory.getLong(number));
        }

        @Override
        public int receive(long address, int most) {
            RawMemory.putLong(number, signal.receive());
            RawMemory.copy(number, address, most);
            return most;
        }

        @Override
        public void close() {
            signal.close();
            memory.close();
        }
    }
}
