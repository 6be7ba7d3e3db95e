package org.ipcctl.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ipcctl.kernel.AtomicWord;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapping;
import org.ipcctl.kernel.SleepWatch;
import org.ipcctl.shm.SharedMemory;

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
 *       56      4  PID name space of that process, as the number of /proc/PID/ns/pid
 *       60      4  futex that those sleep on who wait for the condition: who wakes them counts it up
 *       64         pthread_mutex_t: robust, PTHREAD_PROCESS_SHARED
 *      128         pthread_cond_t: PTHREAD_PROCESS_SHARED, CLOCK_MONOTONIC
 *      176      4  thread of the process that holds the mutex for ipcctl
 *      180      4  whether a place in the pthread_cond_t is taken for those who sleep on the futex:
 *      {@link GlibcCondition} 184      8  which place
 *      192      4  how the pthread_cond_t looked then
 * </pre>
 *
 * <p>Anybody who may write the object may have written anything: nothing in it is an address or a length, and every
 * wait for something in it has an end.
 */
public final class SyncBlock {
    /** Bytes of the whole. */
    public static final int LENGTH = 256;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
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
    private static final int NAMESPACE_AT = 56;
    private static final int WAKES_AT = 60;
    private static final int MUTEX = 64;
    private static final int COND = 128;
    private static final int HOLDER_THREAD_AT = 176;
    private static final int PLACE_TAKEN_AT = 180;
    private static final int PLACE_AT = 184;
    private static final int MARK_AT = 192;
    /**
     * What pthread_mutex_init(3) writes into __kind: PTHREAD_MUTEX_ROBUST_NORMAL_NP, and the bit for process-shared.
     */
    static final int ROBUST_SHARED = 16 | 128;

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
    private final Mapping mapping;
    private final long address;
    private final AtomicWord lockWord;

    private SyncBlock(String name, Mapping mapping) {
        this.name = name;
        this.bytes = mapping.buffer();
        this.mapping = mapping;
        this.address = mapping.address();
        this.lockWord = new AtomicWord(mapping, MUTEX);
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
        block.check();
        if (!Arrays.equals(magic, MAGIC)) {
            throw wrong(name, "it is not a " + kind + " of ipcctl");
        }
        int actual = block.bytes.getInt(KIND_AT);
        block.check();
        if (actual != kind.number) {
            throw wrong(name, actual == Kind.MUTEX.number || actual == Kind.CONDITION.number
                    ? "it is a " + Kind.values()[actual - 1] + ", not a " + kind
                    : "it is not a " + kind + " of ipcctl");
        } else if (block.bytes.getInt(VERSION_AT) != VERSION || block.bytes.getInt(MUTEX_SIZE_AT) != Abi.MUTEX_SIZE
                || block.bytes.getInt(COND_SIZE_AT) != Abi.COND_SIZE || block.bytes.getInt(LENGTH_AT) != LENGTH) {
            throw wrong(name, "it was made by another version of ipcctl, or on another architecture");
        }
        boolean robust = block.isRobustMutex();
        block.check();
        if (!robust) {
            throw block.damaged("its mutex is not of the robust, process-shared kind that ipcctl makes");
        }
        return block;
    }

    /**
     * What the shared memory object {@code name} is, read and not mapped; null where it is something else, or there is
     * none.
     *
     * @throws KernelException EACCES where it may not be read
     */
    public static Kind kindOf(String name) {
        ByteBuffer head = ByteBuffer.allocateDirect(KIND_AT + Integer.BYTES).order(ByteOrder.nativeOrder());
        try (SharedMemory memory = SharedMemory.open(name, SharedMemory.Access.READ)) {
            if (memory.size() != LENGTH || memory.fd().readAt(head, 0) < head.capacity()) {
                return null;
            }
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
        byte[] magic = new byte[MAGIC.length];
        head.get(0, magic);
        for (Kind kind : Kind.values()) {
            if (Arrays.equals(magic, MAGIC) && head.getInt(KIND_AT) == kind.number) {
                return kind;
            }
        }
        return null;
    }

    /** The refusal of what another program has made of it. */
    KernelException damaged(String because) {
        return wrong(name, because).in(bytes.getInt(KIND_AT) == Kind.MUTEX.number ? SyncSituation.MUTEX_DAMAGED
                : SyncSituation.CONDITION_DAMAGED);
    }

    /**
     * The refusal of an object in {@code name} that is no mutex or condition variable, for the reason {@code because}.
     */
    public static KernelException wrong(String name, String because) {
        return new KernelException("mmap", name, Errno.EINVAL).because(because);
    }

    String name() {
        return name;
    }

    /**
     * To be called before anything that was read here is believed, or told to have been done.
     *
     * @throws KernelException EIO where another process has cut the object
     */
    void check() {
        mapping.check();
    }

    /**
     * Ends the sleep of this thread where another process cuts the object: nobody wakes who sleeps on a page that is
     * gone.
     */
    SleepWatch watch() {
        return SleepWatch.over(mapping::isShortened);
    }

    /** The failure that {@link #watch} found. */
    KernelException lost() {
        return mapping.lost();
    }

    long address() {
        return address;
    }

    long mutex() {
        return address + MUTEX;
    }

    long condition() {
        return address + COND;
    }

    /** The word that the kernel and glibc share: who holds it, whether somebody waits, whether the holder died. */
    AtomicWord lockWord() {
        return lockWord;
    }

    /** The futex that those sleep on who wait for the condition. */
    AtomicWord wakes() {
        return new AtomicWord(mapping, WAKES_AT);
    }

    /** Four bytes of the pthread_cond_t. */
    AtomicWord conditionWord(int offset) {
        return new AtomicWord(mapping, COND + offset);
    }

    /** glibc's {@code __owner}, which also says when the mutex cannot be recovered any more. */
    int owner() {
        return bytes.getInt(MUTEX + Abi.OWNER);
    }

    void owner(int thread) {
        bytes.putInt(MUTEX + Abi.OWNER, thread);
    }

    /** Whether it is a mutex of the one kind that is made here. */
    boolean isRobustMutex() {
        return bytes.getInt(MUTEX + Abi.KIND) == ROBUST_SHARED;
    }

    /** The process that took the mutex last for a command of ipcctl; 0 when it gave it back. */
    int holder() {
        return bytes.getInt(HOLDER_AT);
    }

    /** The PID name space in which {@link #holder} is the number of that process. */
    int holderNamespace() {
        return bytes.getInt(NAMESPACE_AT);
    }

    /** The thread of it that has the mutex. */
    int holderThread() {
        return bytes.getInt(HOLDER_THREAD_AT);
    }

    void holder(int pid, int namespace, int thread) {
        bytes.putInt(NAMESPACE_AT, namespace).putInt(HOLDER_THREAD_AT, thread).putInt(HOLDER_AT, pid);
    }

    long sequence() {
        return bytes.getLong(SEQUENCE_AT);
    }

    void countUp() {
        bytes.putLong(SEQUENCE_AT, sequence() + 1);
    }

    /** As System.nanoTime tells time; of a signal or broadcast that was counted. */
    void last(long nanos) {
        bytes.putLong(LAST_AT, nanos);
    }

    boolean isPlaceTaken() {
        return bytes.getInt(PLACE_TAKEN_AT) != 0;
    }

    /** The place that is taken, of which {@link GlibcCondition} says what it is. */
    long place() {
        return bytes.getLong(PLACE_AT);
    }

    int mark() {
        return bytes.getInt(MARK_AT);
    }

    void takePlace(long place, int mark) {
        bytes.putLong(PLACE_AT, place).putInt(MARK_AT, mark).putInt(PLACE_TAKEN_AT, 1);
    }

    void leavePlace() {
        bytes.putInt(PLACE_TAKEN_AT, 0);
    }

    /** Eight bytes of the pthread_cond_t. */
    long conditionLong(int offset) {
        return bytes.getLong(COND + offset);
    }

    /** Makes eight bytes of the pthread_cond_t {@code value} if they are {@code expected}. */
    boolean compareAndSetConditionLong(int offset, long expected, long value) {
        return LONGS.compareAndSet(bytes, COND + offset, expected, value);
    }

    /** Adds to eight bytes of the pthread_cond_t; the answer is what they were. */
    long getAndAddConditionLong(int offset, long delta) {
        return (long) LONGS.getAndAdd(bytes, COND + offset, delta);
    }
}
