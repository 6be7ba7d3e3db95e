package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Mapping;

/** A channel in memory that both processes map, which the sending side makes and the receiving side opens. */
abstract class ShmChannel extends Channel {
    private final Mapping memory;

    /** Maps {@code length} bytes, zeros at first. */
    ShmChannel(SharedArea area, Side side, Setup setup, long length) {
        memory = side == Side.SENDING ? area.create(setup, length) : area.open(setup, length);
    }

    final Mapping memory() {
        return memory;
    }

    @Override
    public void check() {
        memory.check();
    }

    @Override
    public void close() {
        memory.close();
    }
}
