package org.ipcctl.bench.transport;

import java.util.List;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.bench.Tunable;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.SemSet;
import org.ipcctl.sysv.UncheckedSem;

/**
 * A {@link SlotChannel} in System V shared memory, with two System V semaphores for each direction: one counts the full
 * slots, one the empty ones. The memory's key is gone as soon as both have it; the semaphores end with theirs, which
 * stays until then.
 */
final class SysvShmTransport extends Transport {
    SysvShmTransport() {
        super("sysv-shm",
                "slots of System V shared memory in each direction, two by default, guarded by System V semaphores",
                Tunable.SLOTS);
    }

    @Override
    public boolean needsNames() {
        return true;
    }

    @Override
    public Channel open(Side side, Setup setup) {
        if (SlotChannel.slots(setup) > UncheckedSem.HIGHEST_VALUE) {
            throw new KernelException("semop", "", Errno.ERANGE)
                    .because("a System V semaphore counts to " + UncheckedSem.HIGHEST_VALUE
                            + ", and " + SlotChannel.slots(setup) + " slots were requested")
                    .asLimit();
        }
        return new SemaphoreSlots(side, setup);
    }

    @Override
    public void unlink(Setup setup) {
        Names.removeAll(() -> SharedArea.SYSV.remove(setup),
                () -> Names.remove(() -> SemSet.open(Names.key(setup, "")).remove()));
    }

    private static final class SemaphoreSlots extends SlotChannel {
        private static final int SEMAPHORES = 4;
        private static final int FULL = 0;
        private static final int EMPTY = 1;

        private final Setup setup;
        private final UncheckedSem takeEmpty;
        private final UncheckedSem giveFull;
        private final UncheckedSem takeFull;
        private final UncheckedSem giveEmpty;

        SemaphoreSlots(Side side, Setup setup) {
            super(SharedArea.SYSV, side, setup, 0);
            this.setup = setup;
            boolean sending = side == Side.SENDING;
            Key key = Names.key(setup, "");
            SemSet semaphores = sending
                    ? Names.made("semget", key, SemSet.create(key, SEMAPHORES, Files.MODE_OF_OBJECTS))
                    : SemSet.open(key);
            if (sending) {
                semaphores.setAll(new int[] {0, slots(setup), 0, slots(setup)});
            }
            int out = sending ? 0 : 2;
            int in = 2 - out;
            takeEmpty = semaphores.unchecked(out + EMPTY, -1);
            giveFull = semaphores.unchecked(out + FULL, 1);
            takeFull = semaphores.unchecked(in + FULL, -1);
            giveEmpty = semaphores.unchecked(in + EMPTY, 1);
        }

        @Override
        public void join(String other, List<Fd> inherited) {
            SharedArea.SYSV.remove(setup);
        }

        @Override
        public void send(long address, int size) {
            takeEmpty.operate();
            fill(address, size);
            giveFull.operate();
        }

        @Override
        public int receive(long address, int most) {
            takeFull.operate();
            empty(address, most);
            giveEmpty.operate();
            return most;
        }

        @Override
        public void close() {
            for (UncheckedSem each : new UncheckedSem[] {takeEmpty, giveFull, takeFull, giveEmpty}) {
                each.close();
            }
            super.close();
        }
    }
}
