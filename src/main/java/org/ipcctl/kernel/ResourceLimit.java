package org.ipcctl.kernel;

import java.util.Locale;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** A limit that each process has of its own, and hands on to what it starts: {@code getrlimit(2)}. */
public enum ResourceLimit {
    /** Threads of the user of this process. */
    NPROC(6, 'u'),
    /** Open descriptors of a process. */
    NOFILE(7, 'n'),
    /** Bytes of the message queues of its user. */
    MSGQUEUE(12, 'q');

    private final int number;
    private final char letter;

    ResourceLimit(int number, char letter) {
        this.number = number;
        this.letter = letter;
    }

    /**
     * What holds, and up to where the process may raise that itself.
     *
     * @param soft {@link Long#MAX_VALUE} where there is no limit
     * @param hard likewise
     */
    public record Bounds(long soft, long hard) {
    }

    /** As it is for this process. */
    public Bounds bounds() {
        return bounds(0);
    }

    /**
     * As it is for the process {@code pid}.
     *
     * @throws KernelException EPERM where that is not to be known, ESRCH where it is gone
     */
    public Bounds bounds(long pid) {
        long[] both = new long[2];
        Syscall.call("prlimit", toString(), () -> Functions.C.prlimit((int) pid, number, null, both));
        return new Bounds(known(both[0]), known(both[1]));
    }

    /** RLIM_INFINITY is the highest number without a sign. */
    private static long known(long raw) {
        return raw < 0 ? Long.MAX_VALUE : raw;
    }

    /** The word that limits.conf(5) has for it, and prlimit(1), and docker. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What raises it for a shell to {@code value}: ulimit where everybody may, and else prlimit(1), as root. */
    public String raise(long value, long hard) {
        return value <= hard ? "ulimit -" + letter + " " + value : "prlimit --pid $$ --" + word() + "=" + value;
    }

    @Override
    public String toString() {
        return "RLIMIT_" + name();
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            int prlimit(int pid, int resource, @In long[] wanted, @Out long[] softAndHard);
        }
    }
}
