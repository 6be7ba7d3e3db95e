package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tunable;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.NativeMemory;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SysvCalls;

/**
 * A {@link SlotChannel} in System V shared memory, with two System V semaphores for each direction: one counts the full slots, one the empty ones. The
 * memory's key is gone as soon as both have it; the semaphores end with theirs, which stays until then.
 */
final class SysvShmTransport extends Transport {
    SysvShmTransport() {
        super("sysv-shm", "slots of System V shared memory in each direction, two unless asked otherwise, guarded by System V semaphores", Tunable.SLOTS);
    }

    @Override
    public boolean needsNames() {
        return true;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        if (SlotChannel.slots(setup) > SysvCalls.HIGHEST_VALUE) {
            throw new KernelException("semop", "", Errno.ERANGE).because("a System V semaphore counts to " + SysvCalls.HIGHEST_VALUE
                    + ", and " + SlotChannel.slots(setup) + " slots were asked for").asLimit();
        }
        return new SemaphoreSlots(side, setup);
    }

    @Override
    public void unlink(Setup setup) {
        SharedArea.SYSV.remove(setup);
        SysvCalls.removeSemaphores(Names.key(setup, ""));
    }

    private static final class SemaphoreSlots extends SlotChannel {
        private static final int SEMAPHORES = 4;
        /** Of a {@code struct sembuf}: the semaphore, what to add, flags, two bytes each. */
        private static final int OPERATION = 8;
        private static final int AMOUNT = 2;
        private static final int FULL = 0;
        private static final int EMPTY = 1;

        private final Setup setup;
        private final int semaphores;
        private final NativeMemory memory = NativeMemory.allocate(SEMAPHORES * OPERATION);
        private final long takeEmpty = memory.address();
        private final long giveFull = takeEmpty + OPERATION;
        private final long takeFull = giveFull + OPERATION;
        private final long giveEmpty = takeFull + OPERATION;

        SemaphoreSlots(Side side, Setup setup) {
            super(SharedArea.SYSV, side, setup, 0);
            this.setup = setup;
            boolean sending = side == Side.SENDING;
            semaphores = SysvCalls.semaphores(Names.key(setup, ""), SEMAPHORES, sending);
            int out = sending ? 0 : 2;
            int in = 2 - out;
            if (sending) {
                put(giveEmpty, out + EMPTY, slots(setup));
                SysvCalls.operate(semaphores, giveEmpty);
                put(giveEmpty, in + EMPTY, slots(setup));
                SysvCalls.operate(semaphores, giveEmpty);
            }
            put(takeEmpty, out + EMPTY, -1);
            put(giveFull, out + FULL, 1);
            put(takeFull, in + FULL, -1);
            put(giveEmpty, in + EMPTY, 1);
        }

        private static void put(long operation, int semaphore, int amount) {
            RawMemory.putByte(operation, (byte) semaphore);
            RawMemory.putByte(operation + 1, (byte) 0);
            RawMemory.putByte(operation + AMOUNT, (byte) amount);
            RawMemory.putByte(operation + AMOUNT + 1, (byte) (amount >> Byte.SIZE));
        }

        @Override
        public void join(String other, List<Fd> inherited) {
            SharedArea.SYSV.remove(setup);
        }

        @Override
        public void send(long address, int size) {
            SysvCalls.operate(semaphores, takeEmpty);
            fill(address, size);
            SysvCalls.operate(semaphores, giveFull);
        }

        @Override
        public int receive(long address, int most) {
            SysvCalls.operate(semaphores, takeFull);
            empty(address, most);
            SysvCalls.operate(semaphores, giveEmpty);
            return most;
        }

        @Override
        public void close() {
            memory.close();
            super.close();
        }
    }
}
