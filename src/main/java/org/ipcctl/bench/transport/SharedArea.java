package org.ipcctl.bench.transport;

import org.ipcctl.bench.Setup;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmSegment;

/** What memory can be that two processes map. */
enum SharedArea {
    /** A shared memory object: shm_overview(7). */
    POSIX {
        @Override
        Mapping create(Setup setup, long length) {
            String name = setup.name("");
            return Names.in(Names.SHM, () -> {
                try (SharedMemory memory = SharedMemory.unnamed(name, Files.MODE_OF_OBJECTS)) {
                    memory.resize(length);
                    if (!memory.publish()) {
                        throw new KernelException("linkat", name, Errno.EEXIST);
                    }
                    return memory.map(length, true);
                }
            });
        }

        @Override
        Mapping open(Setup setup, long length) {
            return Names.in(Names.SHM, () -> {
                try (SharedMemory memory = SharedMemory.open(setup.name(""), SharedMemory.Access.WRITE)) {
                    return memory.map(length, true);
                }
            });
        }

        @Override
        void remove(Setup setup) {
            Names.remove(Names.SHM + setup.name(""), () -> SharedMemory.unlink(setup.name("")));
        }
    },
    /** A file in the temporary folder: mmap(2) of it, and what is written there gets to its disk, if it has one. */
    FILE {
        private static final String SUFFIX = ".map";

        @Override
        Mapping create(Setup setup, long length) {
            return map(setup, Fd.O_RDWR | Fd.O_CREAT | Fd.O_EXCL | Fd.O_NOFOLLOW, length);
        }

        @Override
        Mapping open(Setup setup, long length) {
            return map(setup, Fd.O_RDWR | Fd.O_NOFOLLOW, length);
        }

        private Mapping map(Setup setup, int flags, long length) {
            return Names.inTemporary(setup.folder(), () -> {
                try (Fd file = Fd.open(setup.path(SUFFIX), flags, Files.MODE_OF_OBJECTS)) {
                    if ((flags & Fd.O_CREAT) != 0) {
                        file.truncate(length);
                    }
                    return Mapping.shared(file, length, true);
                }
            });
        }

        @Override
        void remove(Setup setup) {
            Names.remove(setup.path(SUFFIX), () -> Files.unlink(setup.path(SUFFIX)));
        }
    },
    /** System V shared memory: shmget(2). */
    SYSV {
        @Override
        Mapping create(Setup setup, long length) {
            Key key = Names.key(setup, "");
            return Names.made("shmget", key, ShmSegment.create(key, length, Files.MODE_OF_OBJECTS)).attach(true)
                    .mapping();
        }

        @Override
        Mapping open(Setup setup, long length) {
            return ShmSegment.open(Names.key(setup, "")).attach(true).mapping();
        }

        @Override
        void remove(Setup setup) {
            Names.remove(() -> ShmSegment.open(Names.key(setup, "")).remove());
        }
    };

    /** Maps {@code length} new bytes, zeros. */
    abstract Mapping create(Setup setup, long length);

    /** Maps what {@link #create} made. */
    abstract Mapping open(Setup setup, long length);

    /** Removes its name; mappings stay. */
    abstract void remove(Setup setup);
}
