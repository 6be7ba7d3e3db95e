package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.UncheckedQueue;

/** mq_overview(7): a queue in each direction, one message a block. */
final class MqTransport extends Transport {
    private static final String THERE = ".there";
    private static final String BACK = ".back";
    /** What the kernel gives an ordinary user by default. */
    private static final int DEPTH = 10;
    private static final int MESSAGE_SIZE = 8192;

    MqTransport() {
        super("mq", "a POSIX message queue in each direction, with mq_send(3) and mq_receive(3)", Tunable.DEPTH);
    }

    @Override
    public BlockLimit limit() {
        return new BlockLimit(limit("msgsize_max", MESSAGE_SIZE), "fs.mqueue.msgsize_max, what one message may hold");
    }

    @Override
    public BlockLimit limitWhereShared() {
        return limit();
    }

    private static int depth(Setup setup) {
        return setup.tuning().depth() != 0 ? setup.tuning().depth() : (int) Math.min(DEPTH, limit("msg_max", DEPTH));
    }

    private static long limit(String file, long usual) {
        return Sysctl.number("fs/mqueue/" + file).orElse(usual);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        String there = setup.name(THERE);
        String back = setup.name(BACK);
        if (sending) {
            create(there, setup);
            create(back, setup);
        }
        return new QueueChannel(MessageQueue.open(sending ? back : there, MessageQueue.Access.RECEIVE),
                MessageQueue.open(sending ? there : back, MessageQueue.Access.SEND), setup.size(), depth(setup));
    }

    private static void create(String name, Setup setup) {
        MessageQueue queue = MessageQueue.create(name, QueueAttributes.wanted(depth(setup), setup.size()),
                Files.MODE_OF_OBJECTS);
        if (queue == null) {
            throw new KernelException("mq_open", name, Errno.EEXIST);
        }
        queue.close();
    }

    @Override
    public void unlink(Setup setup) {
        Names.removeAll(() -> remove(setup, THERE), () -> remove(setup, BACK));
    }

    private static void remove(Setup setup, String suffix) {
        Names.remove(() -> MessageQueue.unlink(setup.name(suffix)));
    }

    private static final class QueueChannel extends Channel {
        private final MessageQueue inQueue;
        private final MessageQueue outQueue;
        private final UncheckedQueue in;
        private final UncheckedQueue out;
        /** mq_receive(3) wants room for the largest message, whatever comes. */
        private final int messageSize;
        private final int depth;

        QueueChannel(MessageQueue in, MessageQueue out, int messageSize, int depth) {
            this.inQueue = in;
            this.outQueue = out;
            this.in = in.unchecked();
            this.out = out.unchecked();
            this.messageSize = messageSize;
            this.depth = depth;
        }

        @Override
        public long bufferBytes() {
            return (long) depth * messageSize;
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public void send(long address, int size) {
            out.send(address, size);
        }

        @Override
        public int receive(long address, int most) {
            return in.receive(address, messageSize);
        }

        @Override
        public void close() {
            inQueue.close();
            outQueue.close();
        }
    }
}
