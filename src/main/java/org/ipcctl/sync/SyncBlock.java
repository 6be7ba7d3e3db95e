package org.ipcctl.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;

/**
 * What a shared memory object holds that is a mutex or a condition variable: a header that tells what it is, then the
 * pthread objects as the C library of this machine lays them out. All numbers are in native byte order.
 *
 * <pre>
 *   offset  bytes  content
 *        0      8  "ipcctl/S", the magic
 *        8      4  version of this layout, 1
 *       12      4  kind: 1 a mutex, 2 a condition variable with its mutex
 *       16      4  length of it all, 256
 *       20      4  offset of the pthread_mutex_t, 64
 *       24      4  sizeof(pthread_mutex_t)
 *       28      4  offset of the pthread_cond_t, 128
 *       32      4  sizeof(pthread_cond_t)
 *       36      4  process that holds the mutex for a command of ipcctl; 0 for none, C programs need not care
 *       40      8  signals and broadcasts so far; C programs that send some should count them
 *       48      8  CLOCK_MONOTONIC in nanoseconds right after the last of them; who counts them should note it
 *       64         pthread_mutex_t: robust, PTHREAD_PROCESS_SHARED
 *      128         pthread_cond_t: PTHREAD_PROCESS_SHARED, CLOCK_MONOTONIC
 * </pre>
 */
public final class SyncBlock {
    /** Bytes of the whole. */
    public static final int LENGTH = 256;

    private static final byte[] MAGIC = "ipcctl/S".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int VERSION_AT = 8;
    private static final int KIND_AT = 12;
    private static final int LENGTH_AT = 16;
    private static final int MUTEX_OFFSET_AT = 20;
    private static final int MUTEX_SIZE_AT = 24;
    private static final int COND_OFFSET_AT = 28;
    private static final int COND_SIZE_AT = 32;
    private static final int HOLDER_AT = 36;
    private static final int SEQUENCE_AT = 40;
    private static final int LAST_AT = 48;
    private static final int MUTEX = 64;
    private static final int COND = 128;

    /** What it can be. */
    public enum Kind {
        MUTEX(1, "mutex"), CONDITION(2, "condition variable");

        private final int number;
        private final String words;

        Kind(int number, String words) {
            this.number = number;
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final String name;
    private final ByteBuffer bytes;
    private final long address;

    private SyncBlock(String name, Mapping mapping) {
        this.name = name;
        this.bytes = mapping.buffer();
        this.address = mapping.address();
    }

    /** Writes the header of a new object of {@code kind} that nobody else sees yet. */
    static SyncBlock create(String name, Mapping mapping, Kind kind) {
        SyncBlock block = new SyncBlock(name, mapping);
        block.bytes.put(0, MAGIC).putInt(VERSION_AT, VERSION).putInt(KIND_AT, kind.number).putInt(LENGTH_AT, LENGTH)
                .putInt(MUTEX_OFFSET_AT, MUTEX).putInt(MUTEX_SIZE_AT, Abi.MUTEX_SIZE)
                .putInt(COND_OFFSET_AT, COND).putInt(COND_SIZE_AT, Abi.COND_SIZE);
        return block;
    }

    /**
     * The object of {@code kind} that is in {@code mapping}.
     *
     * @throws KernelException EINVAL where it is something else
     */
    static SyncBlock of(String name, Mapping mapping, Kind kind) {
        SyncBlock block = new SyncBlock(name, mapping);
        byte[] magic = new byte[MAGIC.length];
        block.bytes.get(0, magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw wrong(name, "it is no " + kind + " of ipcctl");
        }
        int actual = block.bytes.getInt(KIND_AT);
        if (actual != kind.number) {
            throw wrong(name, "it is a " + Kind.values()[Math.floorMod(actual - 1, Kind.values().length)] + ", no " + kind);
        } else if (block.bytes.getInt(VERSION_AT) != VERSION || block.bytes.getInt(MUTEX_SIZE_AT) != Abi.MUTEX_SIZE
                || block.bytes.getInt(COND_SIZE_AT) != Abi.COND_SIZE || block.bytes.getInt(LENGTH_AT) != LENGTH) {
            throw wrong(name, "it was made by another version of ipcctl, or on another architecture");
        }
        return block;
    }

    /** The refusal of an object in {@code name} that is no mutex or condition variable, for the reason {@code because}. */
    public static KernelException wrong(String name, String because) {
        return new KernelException("mmap", name, Errno.EINVAL).because(because);
    }

    String name() {
        return name;
    }

    long mutex() {
        return address + MUTEX;
    }

    long condition() {
        return address + COND;
    }

    /** The word that the kernel and glibc share: who holds it, whether somebody waits, whether the holder died. */
    int lockWord() {
        return bytes.getInt(MUTEX);
    }

    /** glibc's {@code __owner}, which also says when the mutex cannot be recovered any more. */
    int owner() {
        return bytes.getInt(MUTEX + Abi.OWNER);
    }

    int holder() {
        return bytes.getInt(HOLDER_AT);
    }

    void holder(int pid) {
        bytes.putInt(HOLDER_AT, pid);
    }

    long sequence() {
        return bytes.getLong(SEQUENCE_AT);
    }

    void countUp() {
        bytes.putLong(SEQUENCE_AT, sequence() + 1);
    }

    /** As System.nanoTime tells time; of a signal or broadcast that was counted. */
    long last() {
        return bytes.getLong(LAST_AT);
    }

    void last(long nanos) {
        bytes.putLong(LAST_AT, nanos);
    }
}
