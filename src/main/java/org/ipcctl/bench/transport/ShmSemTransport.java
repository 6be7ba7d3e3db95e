package org.ipcctl.bench.transport;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Files;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.UncheckedSemaphore;

/**
 * A {@link SlotChannel} with two named semaphores for each direction: one counts the full slots, one the empty ones.
 */
final class ShmSemTransport extends Transport {
    private static final String[] SEMAPHORES = {".there-full", ".there-empty", ".back-full", ".back-empty"};

    ShmSemTransport() {
        super("shm-sem",
                "slots of shared memory in each direction, two by default, guarded by named semaphores",
                Tunable.SLOTS);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new SemaphoreSlots(side, setup);
    }

    @Override
    public void unlink(Setup setup) {
        Stream<Runnable> semaphores = Arrays.stream(SEMAPHORES).map(suffix -> () -> remove(setup.name(suffix)));
        Names.removeAll(Stream.concat(Stream.of(() -> SharedArea.POSIX.remove(setup)), semaphores)
                .toArray(Runnable[]::new));
    }

    private static void remove(String name) {
        Names.remove(Names.SHM + "/sem." + name.substring(1), () -> NamedSemaphore.unlink(name));
    }

    private static final class SemaphoreSlots extends SlotChannel {
        private final NamedSemaphore[] semaphores = new NamedSemaphore[SEMAPHORES.length];
        private final UncheckedSemaphore sendFull;
        private final UncheckedSemaphore sendEmpty;
        private final UncheckedSemaphore receiveFull;
        private final UncheckedSemaphore receiveEmpty;

        SemaphoreSlots(Side side, Setup setup) {
            super(SharedArea.POSIX, side, setup, 0);
            for (int i = 0; i < SEMAPHORES.length; i++) {
                String name = setup.name(SEMAPHORES[i]);
                boolean countsEmpty = i % 2 == 1;
                semaphores[i] = Names.in(Names.SHM, () -> side == Side.SENDING
                        ? NamedSemaphore.create(name, Files.MODE_OF_OBJECTS, countsEmpty ? slots(setup) : 0)
                        : NamedSemaphore.open(name));
            }
            int send = side == Side.SENDING ? 0 : 1;
            int receive = 1 - send;
            sendFull = semaphores[2 * send].unchecked();
            sendEmpty = semaphores[2 * send + 1].unchecked();
            receiveFull = semaphores[2 * receive].unchecked();
            receiveEmpty = semaphores[2 * receive + 1].unchecked();
        }

        @Override
        public void send(long address, int size) {
            sendEmpty.await();
            fill(address, size);
            sendFull.post();
        }

        @Override
        public int receive(long address, int most) {
            receiveFull.await();
            empty(address, most);
            receiveEmpty.post();
            return most;
        }

        @Override
        public void check() {
            super.check();
            for (NamedSemaphore semaphore : semaphores) {
                // Which fails where the file is a semaphore's no longer.
                semaphore.value();
            }
        }

        @Override
        public void close() {
            for (NamedSemaphore semaphore : semaphores) {
                semaphore.close();
            }
            super.close();
        }
    }
}
