package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Metric;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Doorbell;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.ProcessMemory;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SharedWord;

/**
 * process_vm_readv(2): a block is copied once, by one side, straight between the memory of both. Where it lies and that
 * it is there is told in shared memory, with futex(2); both meet at each block, for nobody keeps it.
 */
final class ProcessVmTransport extends Transport {
    private final boolean reads;

    private ProcessVmTransport(String name, String summary, boolean reads) {
        super(name, summary);
        this.reads = reads;
    }

    /** The receiving side fetches what the sending side offers. */
    static ProcessVmTransport readv() {
        return new ProcessVmTransport("process-vm-readv",
                "the receiving side copies each block out of the memory of the other by process_vm_readv(2), "
                        + "notified by futex(2)",
                true);
    }

    /** The sending side puts it where the receiving side wants it. */
    static ProcessVmTransport writev() {
        return new ProcessVmTransport("process-vm-writev",
                "the sending side copies each block into the memory of the other by process_vm_writev(2), notified "
                        + "by futex(2)",
                false);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new MeetingChannel(side, setup, reads);
    }

    @Override
    public void unlink(Setup setup) {
        SharedArea.POSIX.remove(setup);
    }

    /**
     * The words of one direction: who waits for a block tells where, who has one likewise, and who copied it says so.
     */
    private static final class Direction {
        private static final int LINES = 4;
        private static final int BYTES = LINES * SharedWord.CACHE_LINE;

        private final SharedWord offered;
        private final SharedWord copied;
        private final Doorbell forOffered;
        private final Doorbell forCopied;
        private final SharedWord place;

        Direction(Mapping memory, long offset) {
            offered = new SharedWord(memory, offset);
            // Beside the number, so that both travel together.
            place = new SharedWord(memory, offset + Long.BYTES);
            copied = new SharedWord(memory, offset + SharedWord.CACHE_LINE);
            forOffered = new Doorbell(memory, offset + 2 * SharedWord.CACHE_LINE, true);
            forCopied = new Doorbell(memory, offset + 3 * SharedWord.CACHE_LINE, true);
        }

        /** Says that block {@code number} is to be copied from or to {@code address}. */
        void offer(long number, long address) {
            RawMemory.putLong(place.address(), address);
            offered.setRelease(number);
            forOffered.ring();
        }

        /** Waits until block {@code number} is offered, and returns its address. */
        long awaitOffer(long number) {
            forOffered.await(offered, number - 1);
            return RawMemory.getLong(place.address());
        }

        void tellCopied(long number) {
            copied.setRelease(number);
            forCopied.ring();
        }

        void awaitCopied(long number) {
            forCopied.await(copied, number - 1);
        }
    }

    private static final class MeetingChannel extends ShmChannel {
        private final boolean reads;
        /** In strict turns the answer says that a block was fetched. */
        private final boolean turns;
        private final Direction out;
        private final Direction in;
        private final NativeMemory scratch = NativeMemory.allocate(Long.BYTES);
        private ProcessMemory other;
        private long sent;
        private long received;

        MeetingChannel(Side side, Setup setup, boolean reads) {
            super(SharedArea.POSIX, side, setup, PageSize.roundUp(2 * Direction.BYTES));
            this.reads = reads;
            turns = setup.metric() == Metric.LATENCY;
            Direction there = new Direction(memory(), 0);
            Direction back = new Direction(memory(), Direction.BYTES);
            out = side == Side.SENDING ? there : back;
            in = side == Side.SENDING ? back : there;
        }

        @Override
        public String address() {
            return Long.toString(ProcessHandle.current().pid());
        }

        /** Each lets the other in, waits until it is let in itself, and sees whether the machine allows it. */
        @Override
        public void join(String pid, List<Fd> inherited) {
            ProcessMemory.allow(Integer.parseInt(pid));
            other = new ProcessMemory(Integer.parseInt(pid));
            out.offer(++sent, scratch.address());
            long place = in.awaitOffer(++received);
            if (reads) {
                other.read(scratch.address(), place, Long.BYTES);
            } else {
                other.write(scratch.address(), place, Long.BYTES);
            }
            in.tellCopied(received);
            out.awaitCopied(sent);
        }

        /** Between the two there is nothing. */
        @Override
        public long bufferBytes() {
            return 0;
        }

        @Override
        public void send(long address, int size) {
            sent++;
            if (reads) {
                out.offer(sent, address);
                if (!turns) {
                    out.awaitCopied(sent);
                }
            } else {
                other.write(address, out.awaitOffer(sent), size);
                out.tellCopied(sent);
            }
        }

        @Override
        public int receive(long address, int most) {
            received++;
            if (reads) {
                other.read(address, in.awaitOffer(received), most);
                if (!turns) {
                    in.tellCopied(received);
                }
            } else {
                in.offer(received, address);
                in.awaitCopied(received);
            }
            return most;
        }

        @Override
        public void close() {
            if (other != null) {
                other.close();
            }
            scratch.close();
            super.close();
        }
    }
}
