package org.ipcctl.bench.transport;

import java.util.Set;
import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Knob;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.sem.NamedSemaphore;
import org.ipcctl.sem.SemWire;
import org.ipcctl.shm.SharedMemory;

/**
 * The textbook's double buffer: two slots in shared memory for each direction, a semaphore that counts the full ones and
 * one that counts the empty ones. The sender copies a block into a slot, the receiver copies it out.
 *
 * <pre>
 *   there: slot 0, slot 1 | back: slot 0, slot 1      each slot a whole number of pages
 * </pre>
 */
final class ShmSemTransport extends Transport {
    private static final int SLOTS = 2;
    private static final int PAGE = 4096;
    private static final int DIRECTIONS = 2;
    private static final int MODE = 0600;
    private static final String[] SEMAPHORES = {".there-full", ".there-empty", ".back-full", ".back-empty"};

    @Override
    public String name() {
        return "shm-sem";
    }

    @Override
    public String summary() {
        return "two slots of shared memory in each direction, guarded by named semaphores";
    }

    @Override
    public Set<Knob> knobs() {
        return Set.of(Knob.SLOTS);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        int slots = setup.slots() != 0 ? setup.slots() : SLOTS;
        long slotSize = ((long) setup.size() + PAGE - 1) & -PAGE;
        long length = slotSize * slots * DIRECTIONS;
        boolean sending = side == Side.SENDING;
        Mapping memory = sending ? create(setup.name(""), length) : map(setup.name(""), length);
        NamedSemaphore[] semaphores = new NamedSemaphore[SEMAPHORES.length];
        for (int i = 0; i < SEMAPHORES.length; i++) {
            String name = setup.name(SEMAPHORES[i]);
            boolean countsEmpty = i % 2 == 1;
            semaphores[i] = sending ? NamedSemaphore.create(name, MODE, countsEmpty ? slots : 0) : NamedSemaphore.open(name);
        }
        return new SlotChannel(side, memory, slots, slotSize, semaphores);
    }

    private static Mapping create(String name, long length) {
        try (SharedMemory memory = SharedMemory.unnamed(name, MODE)) {
            memory.resize(length);
            if (!memory.publish()) {
                throw new KernelException("linkat", name, Errno.EEXIST);
            }
            return memory.map(length, true);
        }
    }

    private static Mapping map(String name, long length) {
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.WRITE)) {
            return memory.map(length, true);
        }
    }

    @Override
    public void unlink(Setup setup) {
        unlessGone(() -> SharedMemory.unlink(setup.name("")));
        for (String suffix : SEMAPHORES) {
            unlessGone(() -> NamedSemaphore.unlink(setup.name(suffix)));
        }
    }

    private static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (KernelException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
    }

    private static final class SlotChannel extends Channel {
        private final Mapping memory;
        private final NamedSemaphore[] semaphores;
        private final int slots;
        private final long slotSize;
        private final long sendSlots;
        private final long receiveSlots;
        private final long sendFull;
        private final long sendEmpty;
        private final long receiveFull;
        private final long receiveEmpty;
        private int sendSlot;
        private int receiveSlot;

        SlotChannel(Side side, Mapping memory, int slots, long slotSize, NamedSemaphore[] semaphores) {
            this.memory = memory;
            this.semaphores = semaphores;
            this.slots = slots;
            this.slotSize = slotSize;
            int send = side == Side.SENDING ? 0 : 1;
            int receive = 1 - send;
            sendSlots = memory.address() + send * slotSize * slots;
            receiveSlots = memory.address() + receive * slotSize * slots;
            sendFull = semaphores[2 * send].address();
            sendEmpty = semaphores[2 * send + 1].address();
            receiveFull = semaphores[2 * receive].address();
            receiveEmpty = semaphores[2 * receive + 1].address();
        }

        @Override
        public long bufferBytes() {
            return slotSize * slots;
        }

        @Override
        public int depth() {
            return slots;
        }

        @Override
        public void send(long address, int size) {
            SemWire.await(sendEmpty);
            RawMemory.copy(address, sendSlots + sendSlot * slotSize, size);
            sendSlot = sendSlot + 1 < slots ? sendSlot + 1 : 0;
            SemWire.post(sendFull);
        }

        @Override
        public int receive(long address, int most) {
            SemWire.await(receiveFull);
            RawMemory.copy(receiveSlots + receiveSlot * slotSize, address, most);
            receiveSlot = receiveSlot + 1 < slots ? receiveSlot + 1 : 0;
            SemWire.post(receiveEmpty);
            return most;
        }

        @Override
        public void close() {
            for (NamedSemaphore semaphore : semaphores) {
                semaphore.close();
            }
            memory.close();
        }
    }
}
