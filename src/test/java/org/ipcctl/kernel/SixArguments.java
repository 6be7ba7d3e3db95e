package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jnr.ffi.Pointer;

/**
 * Calls each C function of six arguments of this floor and prints what shows that the sixth arrived: posix_spawnp's is
 * the environment, mmap's the offset. A program of its own, for jnr chooses its stubs once in a JVM's life.
 */
final class SixArguments {
    private static final int PAGE = 1 << 16;
    private static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;

    private SixArguments() {}

    public static void main(String[] args) throws Exception {
        System.out.println(spawned(args[0]) + " " + mapped(args[0]));
    }

    /** The variable that the child found in the environment it was given. */
    static String spawned(String directory) throws Exception {
        Path out = Path.of(directory, "environment");
        try (Fd to = Fd.open(out.toString(), Fd.O_WRONLY | Fd.O_CREAT | Fd.O_TRUNC, 0600)) {
            Child child = new Spawn(List.of("/bin/sh", "-c", "printf %s \"$SIXTH\""))
                    .environment(List.of(OsString.encode("SIXTH=arrived"))).put(to, 1).start();
            return child.await().equals(new Child.Ending(0, 0)) ? Files.readString(out) : "child failed";
        }
    }

    /** What is found at an offset, which an argument that is lost or garbage would make another place or EINVAL. */
    static String mapped(String directory) {
        try (Fd file = Fd.open(directory + "/mapped", Fd.O_RDWR | Fd.O_CREAT | Fd.O_TRUNC, 0600)) {
            file.allocate(0, 2L * PAGE);
            file.writeFullyAt(ByteBuffer.allocateDirect(6)
                    .put("offset".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).flip(), PAGE);
            Pointer[] mapped = new Pointer[1];
            Syscall.call("mmap", file.name(), () -> {
                mapped[0] = LibC.C.mmap(null, PAGE, PROT_READ, MAP_SHARED, file.number(), PAGE);
                return mapped[0].address();
            });
            try {
                return mapped[0].getString(0);
            } finally {
                LibC.C.munmap(mapped[0], PAGE);
            }
        }
    }
}
