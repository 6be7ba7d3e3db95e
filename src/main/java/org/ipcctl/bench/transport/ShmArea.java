package org.ipcctl.bench.transport;

import org.ipcctl.bench.Setup;
import org.ipcctl.bench.Side;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.SharedMemory;

/** The shared memory object of a case, which the sending side makes and the receiving side opens. */
final class ShmArea {
    private ShmArea() {
    }

    /** Maps {@code length} bytes, zeros at first. */
    static Mapping open(Side side, Setup setup, long length) {
        return Names.in(Names.SHM, () -> side == Side.SENDING ? create(setup.name(""), length) : map(setup.name(""), length));
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
