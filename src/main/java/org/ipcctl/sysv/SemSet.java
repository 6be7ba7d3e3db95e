package org.ipcctl.sysv;

import static org.ipcctl.sysv.SemFunctions.C;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Syscall;

/**
 * A set of System V semaphores: semget(2), semop(2), semctl(2).
 *
 * <p>What is taken with SEM_UNDO belongs to the process: all threads of a JVM share the list of what is to be undone
 * (CLONE_SYSVSEM, with which pthread_create(3) starts them), execve(2) keeps it, a child has none of it, and the kernel
 * undoes it when the last thread has ended, in whatever way.
 */
public final class SemSet {
    private static final int IPC_CREAT = 01000;
    private static final int IPC_EXCL = 02000;
    private static final int IPC_RMID = 0;
    private static final int GETPID = 11;
    private static final int GETVAL = 12;
    private static final int GETALL = 13;
    private static final int GETNCNT = 14;
    private static final int GETZCNT = 15;
    private static final int SETVAL = 16;
    private static final int SETALL = 17;
    /**
     * Of a set that {@link #openOrCreate} makes, the semaphore that counts and the one that says whether its value was
     * set.
     */
    private static final int COUNTER = 0;
    private static final int GUARD = 1;
    private static final long NANOS = 1_000_000_000;

    private final String name;
    private final int id;

    /**
     * One semaphore of a set.
     *
     * @param number     from 0
     * @param value      now
     * @param lastUser   the process that last changed or waited for it; null for none, or one without a number here
     * @param waiting    how many processes wait for its value to rise
     * @param waitingFor0 how many wait for it to be 0
     */
    public record Semaphore(int number, long value, Long lastUser, long waiting, long waitingFor0) {
    }

    private SemSet(String name, int id) {
        this.name = name;
        this.id = id;
    }

    /** The set that {@code key} names. */
    public static SemSet open(Key key) {
        if (key.isId()) {
            return new SemSet(key.text(), key.number());
        }
        long id = get(key.text(), key.number(), 0, 0);
        if (id < 0) {
            throw refused(key.text(), id);
        }
        return new SemSet(key.text(), (int) id);
    }

    /**
     * Creates a set of so many semaphores, each with the value 0.
     *
     * @return null where there is one already
     */
    public static SemSet create(Key key, int semaphores, int mode) {
        long id = get(key.text(), key.number(), semaphores, IPC_CREAT | IPC_EXCL | mode);
        if (id == -Errno.EEXIST) {
            return null;
        } else if (id < 0) {
            throw refused(key.text(), id);
        }
        return new SemSet(key.text(), (int) id);
    }

    /**
     * The set that {@code key} names, or a new one whose semaphore 0 has the value {@code initial} from the moment on
     * that anybody can take it, whoever else creates it at the same time and whoever dies in the midst of it.
     *
     * <p>semget(2) gives no value, and the usual way (the creator sets one, and others wait until {@code sem_otime} is
     * not 0 any more) leaves all waiting for ever where the creator dies before it has. A set that is created here has
     * a second semaphore. One semop(2) sets the value and raises that, if it is 0: who comes first does it, all others
     * fail at it, and there is nothing in between. C programs use semaphore 0 of it as of any set; and of their sets
     * nothing can be taken before they set a value.
     */
    public static SemSet openOrCreate(Key key, int mode, int initial) {
        while (true) {
            SemSet set = key.isId() ? null : create(key, GUARD + 1, mode);
            try {
                set = set != null ? set : open(key);
                set.begin(initial);
                return set;
            } catch (KernelException e) {
                if (key.isId() || !e.is(Errno.ENOENT) && !e.isGone()) {
                    throw e;
                }
                // It was removed between two calls.
            }
        }
    }

    private void begin(int initial) {
        SemStatus now = status();
        if (now.operated() != null || now.semaphores() != GUARD + 1) {
            return;
        }
        List<SemOperation> all = new ArrayList<>(
                List.of(new SemOperation(GUARD, 0, false), new SemOperation(GUARD, 1, false)));
        if (initial > 0) {
            all.add(new SemOperation(COUNTER, initial, false));
        }
        long result = attempt(all, Deadline.once());
        if (result < 0 && result != -Errno.EAGAIN) {
            throw failure("semtimedop", result);
        }
    }

    private static long get(String name, int key, int semaphores, int flags) {
        return Syscall.attempt("semget", name, () -> C.semget(key, semaphores, flags), semaphores,
                "0" + Integer.toOctalString(flags));
    }

    private static KernelException refused(String name, long result) {
        KernelException e = new KernelException("semget", name, (int) -result);
        return switch (e.errno()) {
            case Errno.ENOSPC -> e.because(
                    "there are as many semaphore sets, or semaphores in them, as kernel.sem allows (SEMMNI, SEMMNS)")
                    .in(SysvSituation.BEYOND_LIMIT);
            case Errno.EINVAL -> e.asLimit().because("kernel.sem allows fewer semaphores in a set (SEMMSL)")
                    .in(SysvSituation.BEYOND_LIMIT);
            default -> Refusal.explained(e, Noun.SET);
        };
    }

    /** The kernel's number of it. */
    public int id() {
        return id;
    }

    /** The key as it was given. */
    public String name() {
        return name;
    }

    public SemStatus status() {
        return SemStatus.TABLE.find(id, name);
    }

    /** Adds {@code amount}, which may be below 0, to {@code semaphore}, in measured loops. */
    public UncheckedSem unchecked(int semaphore, int amount) {
        return new UncheckedSem(id, name, semaphore, amount);
    }

    /** Removes it: whoever waits for it is told. */
    public void remove() {
        control(0, IPC_RMID, 0, "IPC_RMID");
    }

    /**
     * Does all of {@code operations} at once, waiting until it can.
     *
     * @return false where the deadline passed first
     * @throws KernelException EIDRM where the set is removed meanwhile
     */
    public boolean operate(List<SemOperation> operations, Deadline deadline) {
        long result = attempt(operations, deadline);
        if (result == -Errno.EIDRM) {
            throw Refusal.removed("semtimedop", name, "its semaphores");
        } else if (result == -Errno.EFBIG) {
            throw new KernelException("semtimedop", name, Errno.EFBIG).asGone()
                    .because("has no such semaphore: it has " + status().semaphores() + ", of which the first is 0")
                    .in(SysvSituation.SET_IS_SMALLER);
        } else if (result < 0 && result != -Errno.EAGAIN) {
            throw failure("semtimedop", result);
        }
        return result >= 0;
    }

    private long attempt(List<SemOperation> operations, Deadline deadline) {
        byte[] array = SemOperation.array(operations, !deadline.isOnce());
        return Syscall.attempt("semtimedop", name, () -> C.semtimedop(id, array, operations.size(), time(deadline)),
                operations);
    }

    private static long[] time(Deadline deadline) {
        long left = deadline.remainingNanos();
        return deadline.isBounded() ? new long[] {left / NANOS, left % NANOS} : null;
    }

    /** What to throw where {@code deadline} passed first. */
    public KernelException notDone(List<SemOperation> operations, Deadline deadline) {
        return deadline.passed("semtimedop", name,
                operations.size() == 1 ? "semaphore " + operations.get(0).semaphore() : "its semaphores");
    }

    /** The value of one. */
    public int value(int semaphore) {
        return (int) control(semaphore, GETVAL, 0, "GETVAL");
    }

    /** What is known of each. */
    public List<Semaphore> semaphores() {
        int count = (int) status().semaphores();
        byte[] values = new byte[Short.BYTES * count];
        ofArray(GETALL, values, "GETALL");
        ByteBuffer read = ByteBuffer.wrap(values).order(ByteOrder.nativeOrder());
        List<Semaphore> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long pid = control(i, GETPID, 0, "GETPID");
            all.add(new Semaphore(i, Short.toUnsignedLong(read.getShort(Short.BYTES * i)),
                    pid == 0 ? null : Long.valueOf(pid), control(i, GETNCNT, 0, "GETNCNT"),
                    control(i, GETZCNT, 0, "GETZCNT")));
        }
        return all;
    }

    /** Sets the value of one, whatever it was; nobody's SEM_UNDO counts for it any more. */
    public void set(int semaphore, int value) {
        control(semaphore, SETVAL, value, "SETVAL");
    }

    /** The same of all of them, as many as there are. */
    public void setAll(int[] values) {
        ByteBuffer array = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.nativeOrder());
        for (int value : values) {
            array.putShort((short) value);
        }
        ofArray(SETALL, array.array(), "SETALL");
    }

    /**
     * Has those who wait until it is not new any more see that it has its values: {@code sem_otime} is not 0 from now
     * on.
     */
    public void begun(int value) {
        operate(value == 0 ? List.of(new SemOperation(COUNTER, 0, false))
                : List.of(new SemOperation(COUNTER, -1, false), new SemOperation(COUNTER, 1, false)), Deadline.once());
    }

    private void ofArray(int command, byte[] array, String word) {
        long result = Syscall.attempt("semctl", name, () -> SemFunctions.OfArrays.C.semctl(id, 0, command, array),
                word);
        if (result < 0) {
            throw failure("semctl", result);
        }
    }

    private long control(int semaphore, int command, long argument, String word) {
        long result = Syscall.attempt("semctl", name, () -> C.semctl(id, semaphore, command, argument), semaphore, word,
                argument);
        if (result == -Errno.EINVAL && semaphore > 0) {
            throw new KernelException("semctl", name, Errno.EINVAL).asGone()
                    .because("has no semaphore " + semaphore + ": it has " + status().semaphores()
                            + ", of which the first is 0")
                    .in(SysvSituation.SET_IS_SMALLER);
        } else if (result < 0) {
            throw failure("semctl", result);
        }
        return result;
    }

    private KernelException failure(String call, long result) {
        KernelException e = new KernelException(call, name, (int) -result);
        return switch (e.errno()) {
            case Errno.ERANGE -> e.because("the value of a semaphore would exceed " + SemOperation.HIGHEST_VALUE);
            case Errno.E2BIG -> e.because("kernel.sem allows fewer operations at once (SEMOPM)");
            default -> Refusal.explained(e, Noun.SET);
        };
    }
}
