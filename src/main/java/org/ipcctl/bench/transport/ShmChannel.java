package org.ipcctl.bench.transport;

import org.ipcctl.bench.Channel;
import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.SharedMemory;

/** A channel in a shared memory object, which the sending side makes and the receiving side opens. */
abstract class ShmChannel extends Channel {
    private final Mapping memory;

    /** Maps {@code length} bytes, zeros at first. */
    ShmChannel(Side side, Setup setup, long length) {
        memory = Names.in(Names.SHM, () -> side == Side.SENDING ? create(setup.name(""), length) : map(setup.name(""), length));
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

    private static Mapping create(String name, long length) {
        try (SharedMemory memory = SharedMemory.unnamed(name, Files.MODE_OF_OBJECTS)) {
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

    static void unlink(Setup setup) {
        Names.remove(() -> SharedMemory.unlink(setup.name("")));
    }
}
