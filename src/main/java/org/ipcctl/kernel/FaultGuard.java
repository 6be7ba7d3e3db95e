package org.ipcctl.kernel;

import com.kenai.jffi.MemoryIO;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import jnr.ffi.Pointer;

/**
 * Keeps SIGBUS from ending the process where a mapped file has no memory any more: another process has shortened it, or
 * there was a hole in it and no memory left. The kernel tells of that by the signal alone, and only when the memory is
 * touched, so no look beforehand can be enough.
 *
 * <p>HotSpot's own handler makes an InternalError of it where compiled code of sun.misc.Unsafe stumbles, and ends with
 * a dump anywhere else: in the C library, in interpreted code, at an atomic instruction. So there is a handler in front
 * of it, and as no Java may run in one, it is {@linkplain HandlerCode machine code}: where the address is in a guarded
 * range, it notes that in the range's entry, puts zeroed memory of this process in the place of the rest of the range,
 * and returns, so that the instruction is done again and succeeds; everything else it hands on to HotSpot's as it came.
 * A SIGBUS that somebody sends does not come here: {@link SignalDispatch} has it before. Whoever works on the range
 * asks {@link #hasFaulted} afterwards, and gives up what it has from there.
 *
 * <p>This is for what the process itself touches. A system call that is given such an address ends with EFAULT, of
 * which glibc's own waits (sem_wait, pthread_mutex_lock, pthread_cond_wait) make abort(3): where others may shorten the
 * file they must not be called on it. {@code src/main/assembly} has the code to read. See {@code mmap(2)},
 * {@code sigaction(2)}.
 */
final class FaultGuard {
    /** An entry of the table: start, end, whether it faulted, a word unused. */
    private static final int ENTRY = 32;
    private static final int END_AT = 8;
    private static final int FAULTED_AT = 16;
    private static final int ENTRIES = 1024;

    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    /** Where the table is; 0 where there is no handler. */
    private static final long TABLE = install();
    private static final BitSet USED = new BitSet(ENTRIES);

    private FaultGuard() {}

    /**
     * From now on a fault in {@code length} bytes from {@code start} on, the beginning of a page, is noted and
     * survived.
     *
     * @return what the other methods take; 0 where this machine has no guard, or all its entries are in use
     */
    static long guard(long start, long length) {
        synchronized (USED) {
            int free = USED.nextClearBit(0);
            if (TABLE == 0 || free == ENTRIES) {
                return 0;
            }
            USED.set(free);
            long entry = TABLE + (long) free * ENTRY;
            MEMORY.putLong(entry + FAULTED_AT, 0);
            MEMORY.putLong(entry, start);
            // An entry counts from when it has an end.
            VarHandle.releaseFence();
            MEMORY.putLong(entry + END_AT, start + PageSize.roundUp(length));
            return entry;
        }
    }

    /** Whether memory in the range was missing, so that what was read there since, or written, is nobody's. */
    static boolean hasFaulted(long entry) {
        if (entry == 0) {
            return false;
        }
        VarHandle.acquireFence();
        return MEMORY.getLong(entry + FAULTED_AT) != 0;
    }

    /** Ends it, before the range is unmapped. */
    static void release(long entry) {
        if (entry != 0) {
            synchronized (USED) {
                MEMORY.putLong(entry + END_AT, 0);
                VarHandle.releaseFence();
                MEMORY.putLong(entry, 0);
                USED.clear((int) ((entry - TABLE) / ENTRY));
            }
        }
    }

    private static long install() {
        HandlerCode code = HandlerCode.ofThisMachine();
        if (code == null) {
            return 0;
        }
        try {
            return install(code);
        } catch (KernelException e) {
            // A policy that lets nobody make code (SELinux' execmem): faults end as they would without the guard.
            return 0;
        }
    }

    /** A page of code, and behind it the table, which the code must be able to write. */
    private static long install(HandlerCode code) {
        long previous = SignalDispatch.faultHandler(Signals.SIGBUS);
        if (previous == 0) {
            return 0;
        }
        long page = PageSize.bytes();
        long tableSize = PageSize.roundUp((long) ENTRIES * ENTRY);
        Pointer[] mapped = new Pointer[1];
        Syscall.call("mmap", "", () -> {
            mapped[0] = LibC.C.mmap(null, page + tableSize, LibC.PROT_READ | LibC.PROT_WRITE,
                    LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS, -1, 0);
            return mapped[0].address();
        }, page + tableSize);
        long address = mapped[0].address();
        long table = address + page;
        byte[] bytes = code.with(previous, table, table + (long) ENTRIES * ENTRY, page);
        MEMORY.putByteArray(address, bytes, 0, bytes.length);
        // The kernel makes the caches of data and code agree when a page becomes executable.
        Syscall.call("mprotect", "", () -> LibC.C.mprotect(mapped[0], page, LibC.PROT_READ | LibC.PROT_EXEC), page);
        SignalDispatch.setFaultHandler(Signals.SIGBUS, address);
        return table;
    }
}
