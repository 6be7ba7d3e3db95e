package org.ipcctl.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * How ipcctl itself was started, for a CMD is started the same way: what the JVM, or the shell of the launcher, would
 * have changed by then. The launcher writes down what only it can see; where this process has another one, CMD has what
 * {@link Spawn} gives it.
 */
final class Caller {
    /** SIGPIPE and SIGXFSZ, which it handles also where it is told to leave signals alone. */
    private static final int[] OF_THE_JVM = {Signals.SIGPIPE, Signals.SIGXFSZ};
    /** 32 and 33, which posix_spawn(3) leaves ignored where nobody says otherwise. */
    private static final long OF_THE_C_LIBRARY = 0x180000000L;
    private static final String STATUS_IGNORED = "SigIgn:";

    private static long ignored = -1;

    private Caller() {}

    /** The numbers above 2 that were open then, ascending, and are now the same open files. */
    static List<Integer> descriptors() {
        List<Integer> numbers = numbers("IPCCTL_LAUNCHER_DESCRIPTORS");
        numbers.removeIf(number -> number <= 2);
        numbers.sort(null);
        return numbers;
    }

    /** Those of 0, 1 and 2 that were closed. */
    static List<Integer> closedStreams() {
        return numbers("IPCCTL_LAUNCHER_CLOSED");
    }

    private static List<Integer> numbers(String variable) {
        List<Integer> numbers = new ArrayList<>();
        String text = System.getenv(variable);
        for (String word : text == null ? new String[0] : text.split(" ")) {
            if (!word.isEmpty() && word.length() < 8 && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
                numbers.add(Integer.valueOf(word));
            }
        }
        return numbers;
    }

    /**
     * The signals that were ignored, a bit each, SIGHUP the lowest: nohup(1), or a shell's background. The JVM handles
     * some at once and this process others later, so it is to be asked before that; the answer stays the same.
     */
    static synchronized long ignored() {
        if (ignored == -1) {
            ignored = ignoredNow() & ~OF_THE_C_LIBRARY | ofTheJvm();
        }
        return ignored;
    }

    private static long ignoredNow() {
        for (String line : ProcSelf.lines("status")) {
            if (line.startsWith(STATUS_IGNORED)) {
                return Long.parseUnsignedLong(line.substring(STATUS_IGNORED.length()).strip(), 16);
            }
        }
        return 0;
    }

    /**
     * Those that the JVM has handlers for, whatever they did before: what the launcher says of them, by their numbers.
     */
    private static long ofTheJvm() {
        long set = 0;
        String numbers = " " + System.getProperty("ipcctl.ignored", "") + " ";
        for (int signal : OF_THE_JVM) {
            if (numbers.contains(" " + signal + " ")) {
                set |= bit(signal);
            }
        }
        return set;
    }

    /**
     * Has this process ignore again what the JVM has handlers for, so that what it starts does: a handler could not be
     * handed on, and those of the JVM for these signals have nothing to do for us.
     */
    static synchronized void ignoreAgain() {
        long set = ofTheJvm();
        for (int signal : OF_THE_JVM) {
            if ((set & bit(signal)) != 0) {
                SignalAction.bare(SignalAction.SIG_IGN).install(signal);
            }
        }
    }

    private static long bit(int signal) {
        return 1L << signal - 1;
    }
}
