package org.ipcctl.pipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.ipcctl.kernel.Child;
import org.ipcctl.kernel.Deadline;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Interruption;
import org.ipcctl.kernel.KernelException;

/**
 * The proof that a process sleeps in read(2) or write(2), from {@code proc(5)}: its state is S, and the kernel names
 * the call that it is in.
 *
 * @param call  {@code read} or {@code write}
 * @param fd    the descriptor it waits for
 * @param state the letter from /proc/PID/stat
 * @param proof the file that named the call; {@code /proc/PID/stat} where this host shows only the state
 */
public record Blocked(Call call, int fd, char state, String proof) {
    /** Between two looks at a process that has not got there yet. */
    private static final long LOOK_AGAIN_NANOS = 50_000;

    /** The two calls, with what /proc shows of them. */
    public enum Call {
        READ(0, 63, 19, 65, "pipe_read"), WRITE(1, 64, 20, 66, "pipe_write");

        private final int onX86;
        private final int elsewhere;
        /** readv(2), writev(2). */
        private final int vectorOnX86;
        private final int vectorElsewhere;
        private final String sleepsIn;

        Call(int onX86, int elsewhere, int vectorOnX86, int vectorElsewhere, String sleepsIn) {
            this.onX86 = onX86;
            this.elsewhere = elsewhere;
            this.vectorOnX86 = vectorOnX86;
            this.vectorElsewhere = vectorElsewhere;
            this.sleepsIn = sleepsIn;
        }

        /** Its number on this machine; 63 and 64 are those of asm-generic, aarch64 and riscv64 among them. */
        private int number() {
            return isX86() ? onX86 : elsewhere;
        }

        private int vectorNumber() {
            return isX86() ? vectorOnX86 : vectorElsewhere;
        }

        private static boolean isX86() {
            return System.getProperty("os.arch").equals("amd64");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Waits until {@code child} sleeps in {@code call} on {@code fd}.
     *
     * @return the proof, or null where it ended instead
     * @throws KernelException ETIMEDOUT where it does neither before {@code deadline}
     */
    static Blocked await(Child child, Call call, int fd, Deadline deadline) {
        while (child.poll() == null) {
            Blocked seen = look(child.pid(), call, fd);
            if (seen != null) {
                return seen;
            } else if (deadline.hasPassed()) {
                throw deadline.passed(call.toString(), "child " + child.pid(),
                        "it to block in " + call + "(" + fd + ")");
            }
            Interruption.check();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return null;
    }

    /**
     * Whether /proc proves of a thread of the process {@code pid} that it sleeps in {@code call}, or in its like for
     * several buffers, on one of its descriptors {@code fds}. Also false where /proc does not tell this user the call.
     */
    static boolean isProven(long pid, Call call, Set<Integer> fds) {
        List<String> threads;
        try {
            threads = Directory.names("/proc/" + pid + "/task");
        } catch (KernelException goneOrForbidden) {
            return false;
        }
        for (String thread : threads) {
            String place = pid + "/task/" + thread;
            // The call's number and its arguments; or "running", or "-1" in no call.
            String[] words = text(place, "syscall").split(" ");
            boolean isCall = words.length > 1 && (words[0].equals(Integer.toString(call.number()))
                    || words[0].equals(Integer.toString(call.vectorNumber())));
            if (isCall && fds.contains((int) Long.parseUnsignedLong(words[1].substring(2), 16))
                    && state(place) == 'S') {
                return true;
            }
        }
        return false;
    }

    /** What is to be seen right now; null where it does not sleep in that call. */
    static Blocked look(long pid, Call call, int fd) {
        String process = Long.toString(pid);
        char state = state(process);
        if (state != 'S') {
            return null;
        }
        String syscall = text(process, "syscall");
        if (!syscall.isEmpty()) {
            boolean there = syscall.startsWith(call.number() + " 0x" + Integer.toHexString(fd) + " ");
            return there ? new Blocked(call, fd, state, "syscall") : null;
        }
        // Without the right to trace (yama, containers) the kernel may still name the function it sleeps in; 0 is no
        // name.
        String function = text(process, "wchan");
        if (function.isEmpty() || function.equals("0")) {
            return new Blocked(call, fd, state, "stat");
        }
        return function.contains(call.sleepsIn) ? new Blocked(call, fd, state, "wchan") : null;
    }

    private static char state(String process) {
        String stat = text(process, "stat");
        // The name before it may hold spaces and parentheses itself.
        int end = stat.lastIndexOf(") ");
        return end < 0 ? 0 : stat.charAt(end + 2);
    }

    private static String text(String process, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", process, file)), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "asleep in " + call + "(" + fd + "), state " + state;
    }
}
