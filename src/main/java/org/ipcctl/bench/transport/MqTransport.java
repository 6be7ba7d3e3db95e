package org.ipcctl.bench.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.mq.MqWire;

/** mq_overview(7): a queue in each direction, one message a block. */
final class MqTransport extends Transport {
    private static final Path LIMITS = Path.of("/proc/sys/fs/mqueue");
    private static final String THERE = ".there";
    private static final String BACK = ".back";
    /** What the kernel gives an ordinary user by default. */
    private static final int DEPTH = 10;
    private static final int MESSAGE_SIZE = 8192;

    @Override
    public String name() {
        return "mq";
    }

    @Override
    public String summary() {
        return "a POSIX message queue in each direction, with mq_send(3) and mq_receive(3)";
    }

    @Override
    public BlockLimit limit() {
        return new BlockLimit(limit("msgsize_max", MESSAGE_SIZE), "fs.mqueue.msgsize_max, what one message may hold");
    }

    private static int depth() {
        return (int) Math.min(DEPTH, limit("msg_max", DEPTH));
    }

    private static long limit(String file, long usual) {
        // One read of all: a file in /proc/sys gives its number to the first read only, and Files.readString, which
        // trusts the size of 0 it is told, makes that a read of one byte.
        try (InputStream in = Files.newInputStream(LIMITS.resolve(file))) {
            return Long.parseLong(new String(in.readNBytes(64), StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException noProc) {
            return usual;
        }
    }

    @Override
    public Channel open(Side side, Setup setup) {
        boolean sending = side == Side.SENDING;
        String there = setup.name(THERE);
        String back = setup.name(BACK);
        if (sending) {
            MqWire.create(there, depth(), setup.size());
            MqWire.create(back, depth(), setup.size());
        }
        return new QueueChannel(MqWire.openToReceive(sending ? back : there),
                MqWire.openToSend(sending ? there : back), setup.size());
    }

    @Override
    public void unlink(Setup setup) {
        MqWire.unlink(setup.name(THERE));
        MqWire.unlink(setup.name(BACK));
    }

    private static final class QueueChannel extends Channel {
        private final MqWire in;
        private final MqWire out;
        /** mq_receive(3) wants room for the largest message, whatever comes. */
        private final int messageSize;

        QueueChannel(MqWire in, MqWire out, int messageSize) {
            this.in = in;
            this.out = out;
            this.messageSize = messageSize;
        }

        @Override
        public long bufferBytes() {
            return (long) depth() * messageSize;
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
            in.close();
            out.close();
        }
    }
}
