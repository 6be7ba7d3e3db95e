package org.ipcctl.bench.transport;

import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.PageSize;
import org.ipcctl.kernel.RawMemory;

/**
 * The textbook's double buffer: slots in shared memory for each direction, two unless asked otherwise, each a whole
 * number of pages. The sender copies a block into a slot, the receiver copies it out; how they wait for one another is
 * the mechanism's.
 *
 * <pre>
 *   header | there: slot 0, slot 1, ... | back: slot 0, slot 1, ...
 * </pre>
 */
abstract class SlotChannel extends ShmChannel {
    static final int SLOTS = 2;

    private final int slots;
    private final long slotSize;
    private final long sendSlots;
    private final long receiveSlots;
    private int sendSlot;
    private int receiveSlot;

    /** @param header bytes before the slots, whole pages */
    SlotChannel(SharedArea area, Side side, Setup setup, long header) {
        super(area, side, setup, header + 2 * PageSize.roundUp(setup.size()) * slots(setup));
        slots = slots(setup);
        slotSize = PageSize.roundUp(setup.size());
        long there = memory().address() + header;
        long back = there + slotSize * slots;
        sendSlots = side == Side.SENDING ? there : back;
        receiveSlots = side == Side.SENDING ? back : there;
    }

    static int slots(Setup setup) {
        return setup.tuning().slots() != 0 ? setup.tuning().slots() : SLOTS;
    }

    @Override
    public final long bufferBytes() {
        return slotSize * slots;
    }

    @Override
    public final int depth() {
        return slots;
    }

    /** Fills the next slot, which the mechanism knows to be empty. */
    final void fill(long address, int size) {
        RawMemory.copy(address, sendSlots + sendSlot * slotSize, size);
        sendSlot = sendSlot + 1 < slots ? sendSlot + 1 : 0;
    }

    /** Empties the next slot, which the mechanism knows to be full. */
    final void empty(long address, int size) {
        RawMemory.copy(receiveSlots + receiveSlot * slotSize, address, size);
        receiveSlot = receiveSlot + 1 < slots ? receiveSlot + 1 : 0;
    }
}
