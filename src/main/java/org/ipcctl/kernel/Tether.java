package org.ipcctl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Has a child end with this process, by SIGKILL, in whatever way this one ends: PR_SET_PDEATHSIG of prctl(2), which
 * only the child itself can ask for, between fork and exec, where posix_spawn(3) has no place for it. So a program of
 * two hundred bytes in memory is started, which asks, looks whether its parent is still there, and becomes CMD; the
 * error number of that comes back by a pipe.
 *
 * <p>The kernel watches the thread that started the child, which therefore has to live as long: it waits for the child.
 */
final class Tether implements AutoCloseable {
    /** The call that a system refuses which wants no programs in memory. */
    static final String MADE_BY = "memfd_create";
    private static final String NAME = "ipcctl-tether";
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_EXEC = 0x10;

    private final int reportNumber;
    private final Fd reader;
    private final Fd writer;
    private final Fd program;

    private Tether(TetherCode code, int reportNumber) {
        this.reportNumber = reportNumber;
        Fd[] ends = PipeBuffer.open(0);
        reader = ends[0];
        writer = ends[1];
        try {
            program = memory();
            byte[] file = code.file((int) ProcessHandle.current().pid(), reportNumber, reportNumber + 1);
            program.writeFullyAt(ByteBuffer.allocateDirect(file.length).put(file).flip(), 0);
        } catch (RuntimeException e) {
            reader.close();
            writer.close();
            throw e;
        }
    }

    /**
     * One for a child that has no use for the descriptors {@code free} and {@code free + 1}.
     *
     * @return null on a machine that none was written for
     */
    static Tether of(int free) {
        TetherCode code = TetherCode.ofThisMachine();
        return code == null ? null : new Tether(code, free);
    }

    /** Since Linux 6.3 it has to be said that it is a program, where vm.memfd_noexec is 1. */
    private static Fd memory() {
        byte[] name = OsString.cString(NAME);
        long made = Syscall.attempt(MADE_BY, NAME, () -> LibC.C.memfd_create(name, MFD_CLOEXEC | MFD_EXEC),
                "MFD_EXEC");
        return made < 0 ? Fd.inMemory(NAME) : Fd.own(made, NAME);
    }

    /** What the child has while it becomes CMD. */
    void putInto(Spawn spawn) {
        spawn.put(writer, reportNumber).put(program, reportNumber + 1);
    }

    /**
     * How the child finds the program: by its own descriptor, for a /proc of another PID name space would have that of
     * a stranger.
     */
    String path() {
        return "/proc/self/fd/" + (reportNumber + 1);
    }

    static byte[] name() {
        return OsString.encode(NAME);
    }

    /**
     * Once the child is started: the error number of its execve(2); 0 where it has become CMD, or was killed before it
     * could.
     */
    int errno() {
        writer.close();
        ByteBuffer number = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        long count;
        do {
            // It has been started, so nothing may keep its start from being told.
            count = Syscall.once("read", reader.name(), () -> LibC.C.read(reader.number(), number, Integer.BYTES),
                    Integer.BYTES);
        } while (count == -Errno.EINTR);
        return count == Integer.BYTES ? -number.getInt(0) : 0;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        program.close();
    }
}
