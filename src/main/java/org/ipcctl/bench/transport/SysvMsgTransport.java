package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.kernel.SysvCalls;

/** System V message queues, sysvipc(7): one in each direction, one message a block. They end when they are removed, so their keys stay until then. */
final class SysvMsgTransport extends Transport {
    private static final String THERE = ".there";
    private static final String BACK = ".back";
    private static final long USUAL_LIMIT = 8192;
    private static final long TYPE = 1;

    SysvMsgTransport() {
        super("sysv-msg", "a System V message queue in each direction, with msgsnd(2) and msgrcv(2)");
    }

    @Override
    public BlockLimit limit() {
        long message = Sysctl.number("kernel/msgmax").orElse(USUAL_LIMIT);
        long queue = Sysctl.number("kernel/msgmnb").orElse(2 * USUAL_LIMIT);
        return message <= queue ? new BlockLimit(message, "kernel.msgmax, what one message may hold")
                : new BlockLimit(queue, "kernel.msgmnb, what a queue may hold");
    }

    @Override
    public boolean needsNames() {
        return true;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        int there = SysvCalls.queue(Names.key(setup, THERE), sending);
        int back = SysvCalls.queue(Names.key(setup, BACK), sending);
        return new QueueChannel(sending ? back : there, sending ? there : back, setup.size());
    }

    @Override
    public void unlink(Setup setup) {
        SysvCalls.removeQueue(Names.key(setup, THERE));
        SysvCalls.removeQueue(Names.key(setup, BACK));
    }

    private static final class QueueChannel extends Channel {
        private final int in;
        private final int out;
        private final long capacity;
        private final int messageSize;

        QueueChannel(int in, int out, int messageSize) {
            this.in = in;
            this.out = out;
            this.messageSize = messageSize;
            this.capacity = SysvCalls.capacity(out);
        }

        @Override
        public long bufferBytes() {
            return capacity;
        }

        @Override
        public int depth() {
            return (int) (capacity / messageSize);
        }

        /** The type is before the block, where there is room for it. */
        @Override
        public void send(long address, int size) {
            RawMemory.putLong(address - SysvCalls.TYPE_BYTES, TYPE);
            SysvCalls.send(out, address - SysvCalls.TYPE_BYTES, size);
        }

        @Override
        public int receive(long address, int most) {
            return SysvCalls.receive(in, address - SysvCalls.TYPE_BYTES, most);
        }

        @Override
        public void close() {
            // Their keys are removed by whoever conducts.
        }
    }
}
