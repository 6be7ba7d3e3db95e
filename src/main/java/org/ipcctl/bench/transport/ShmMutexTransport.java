package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Tunable;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.bench.Transport;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;
import org.ipcctl.kernel.SharedWord;
import org.ipcctl.sync.ProcessCondition;
import org.ipcctl.sync.ProcessMutex;
import org.ipcctl.sync.UncheckedSync;

/**
 * A {@link SlotChannel} with a process-shared mutex for each direction that guards the count of full slots, and two
 * condition variables: one is signalled when a slot was filled, one when a slot was emptied. Blocks are copied outside
 * the mutex.
 */
final class ShmMutexTransport extends Transport {
    ShmMutexTransport() {
        super("shm-mutex",
                "slots of shared memory in each direction, two by default, guarded by a mutex and condition "
                        + "variables",
                Tunable.SLOTS);
    }

    @Override
    public Channel open(Side side, Setup setup) {
        return new GuardedSlots(side, setup);
    }

    @Override
    public void unlink(Setup setup) {
        SharedArea.POSIX.remove(setup);
    }

    /** Where the guard of one direction has what, on cache lines of their own. */
    private record Guard(long mutex, long filledSignal, long emptiedSignal, long count) {
        private static final int ALIGNED = SharedWord.CACHE_LINE;

        static Guard at(Mapping memory, int direction) {
            long start = memory.address() + direction * (PageSize.bytes() / 2);
            return new Guard(start, start + ALIGNED, start + 2 * ALIGNED, start + 3 * ALIGNED);
        }

        void create() {
            ProcessMutex.createBare(mutex);
            ProcessCondition.createBare(filledSignal);
            ProcessCondition.createBare(emptiedSignal);
        }
    }

    private static final class GuardedSlots extends SlotChannel {
        private final int slots;
        private final Guard out;
        private final Guard in;

        GuardedSlots(Side side, Setup setup) {
            super(SharedArea.POSIX, side, setup, PageSize.bytes());
            slots = slots(setup);
            Guard there = Guard.at(memory(), 0);
            Guard back = Guard.at(memory(), 1);
            out = side == Side.SENDING ? there : back;
            in = side == Side.SENDING ? back : there;
            if (side == Side.SENDING) {
                out.create();
                in.create();
            }
        }

        @Override
        public void send(long address, int size) {
            UncheckedSync.lock(out.mutex);
            while (RawMemory.getLong(out.count) == slots) {
                UncheckedSync.await(out.emptiedSignal, out.mutex);
            }
            UncheckedSync.unlock(out.mutex);
            fill(address, size);
            UncheckedSync.lock(out.mutex);
            RawMemory.putLong(out.count, RawMemory.getLong(out.count) + 1);
            UncheckedSync.unlock(out.mutex);
            UncheckedSync.signal(out.filledSignal);
        }

        @Override
        public int receive(long address, int most) {
            UncheckedSync.lock(in.mutex);
            while (RawMemory.getLong(in.count) == 0) {
                UncheckedSync.await(in.filledSignal, in.mutex);
            }
            UncheckedSync.unlock(in.mutex);
            empty(address, most);
            UncheckedSync.lock(in.mutex);
            RawMemory.putLong(in.count, RawMemory.getLong(in.count) - 1);
            UncheckedSync.unlock(in.mutex);
            UncheckedSync.signal(in.emptiedSignal);
            return most;
        }
    }
}
