package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgQueue;
import org.ipcctl.sysv.UncheckedMsg;

/**
 * System V message queues, sysvipc(7): one in each direction, one message a block. They end when they are removed, so
 * their keys stay until then.
 */
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
    public BlockLimit limitWhereShared() {
        return limit();
    }

    @Override
    public boolean needsNames() {
        return true;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        MsgQueue there = queue(Names.key(setup, THERE), sending);
        MsgQueue back = queue(Names.key(setup, BACK), sending);
        return new QueueChannel(sending ? back : there, sending ? there : back, setup.size());
    }

    private static MsgQueue queue(Key key, boolean create) {
        return create ? Names.made("msgget", key, MsgQueue.create(key, Files.MODE_OF_OBJECTS)) : MsgQueue.open(key);
    }

    @Override
    public void unlink(Setup setup) {
        Names.removeAll(() -> remove(setup, THERE), () -> remove(setup, BACK));
    }

    private static void remove(Setup setup, String suffix) {
        Names.remove(() -> MsgQueue.open(Names.key(setup, suffix)).remove());
    }

    private static final class QueueChannel extends Channel {
        private final UncheckedMsg in;
        private final UncheckedMsg out;
        private final long capacity;
        private final int messageSize;

        QueueChannel(MsgQueue in, MsgQueue out, int messageSize) {
            this.in = in.unchecked();
            this.out = out.unchecked();
            this.messageSize = messageSize;
            this.capacity = out.status().maxBytes();
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
            RawMemory.putLong(address - UncheckedMsg.TYPE_BYTES, TYPE);
            out.send(address - UncheckedMsg.TYPE_BYTES, size);
        }

        @Override
        public int receive(long address, int most) {
            return in.receive(address - UncheckedMsg.TYPE_BYTES, most);
        }

        @Override
        public void close() {
            // Their keys are removed by whoever conducts.
        }
    }
}
