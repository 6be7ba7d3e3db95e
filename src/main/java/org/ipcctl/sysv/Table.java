package org.ipcctl.sysv;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * The kernel's table of one kind of objects, as {@code msgctl}, {@code semctl} and {@code shmctl} tell it to whoever
 * asks, with or without the right to read the object: {@code MSG_STAT_ANY} and its like, of Linux 4.17. Before that
 * only what may be read is seen.
 *
 * @param <T> what is known of an object
 */
final class Table<T> {
    static final int IPC_STAT = 2;
    /** More than any of the structures has. */
    private static final int SIZE = 128;

    private final String call;
    private final Noun noun;
    private final int info;
    private final int statAny;
    private final int stat;
    private final Control control;
    private final Reader<T> reader;

    /** One of the three calls; -1 and errno where it fails. */
    interface Control {
        int call(int id, int command, byte[] structure);
    }

    /** Makes a record of what was told of the object {@code id}. */
    interface Reader<T> {
        T read(int id, ByteBuffer structure);
    }

    /**
     * @param call    its name
     * @param noun    what an object is called
     * @param info    its command that tells the highest index
     * @param statAny its command that tells of what is at an index
     * @param stat    the same with the right to read only
     */
    Table(String call, Noun noun, int info, int statAny, int stat, Control control, Reader<T> reader) {
        this.call = call;
        this.noun = noun;
        this.info = info;
        this.statAny = statAny;
        this.stat = stat;
        this.control = control;
        this.reader = reader;
    }

    /** Those there are, in the kernel's order; what vanishes meanwhile is left out. */
    List<T> list() {
        byte[] structure = new byte[SIZE];
        long highest = attempt(0, info, structure);
        if (highest < 0) {
            throw Refusal.ofAll(new KernelException(call, "", (int) -highest));
        }
        List<T> found = new ArrayList<>();
        for (int index = 0; index <= highest; index++) {
            long id = attempt(index, statAny, structure);
            if (id == -Errno.EINVAL) {
                // Nothing there; or a kernel that does not know the command.
                id = attempt(index, stat, structure);
            }
            if (id >= 0) {
                found.add(reader.read((int) id, buffer(structure)));
            } else if (id != -Errno.EINVAL && id != -Errno.EIDRM && id != -Errno.EACCES) {
                throw Refusal.ofAll(new KernelException(call, "", (int) -id));
            }
        }
        return found;
    }

    /**
     * What is known of the object {@code id}.
     *
     * @param subject what it is called in messages
     * @throws KernelException EINVAL where there is none; EACCES, of old kernels, where it may not be read
     */
    T find(int id, String subject) {
        byte[] structure = new byte[SIZE];
        // Of an id the lower bits are the index, and the kernel tells the id of what is there.
        if (attempt(id, statAny, structure) != id) {
            long result = attempt(id, IPC_STAT, structure);
            if (result < 0) {
                throw Refusal.explained(new KernelException(call, subject, (int) -result), noun);
            }
        }
        return reader.read(id, buffer(structure));
    }

    /** The structure of counts that {@code info} fills; null where the kernel has none of this. */
    ByteBuffer counts() {
        byte[] structure = new byte[SIZE];
        return attempt(0, info, structure) < 0 ? null : buffer(structure);
    }

    private long attempt(int id, int command, byte[] structure) {
        return Syscall.attempt(call, Integer.toString(id), () -> control.call(id, command, structure), command);
    }

    private static ByteBuffer buffer(byte[] structure) {
        return ByteBuffer.wrap(structure.clone()).order(ByteOrder.nativeOrder());
    }

    /** The time that is at {@code offset} in seconds; null where it never was. */
    static Instant time(ByteBuffer structure, int offset) {
        long seconds = structure.getLong(offset);
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    /**
     * The process whose number is at {@code offset}; null where there was none, or it has no number in this PID name
     * space.
     */
    static Long pid(ByteBuffer structure, int offset) {
        int pid = structure.getInt(offset);
        return pid == 0 ? null : Long.valueOf(pid);
    }
}
