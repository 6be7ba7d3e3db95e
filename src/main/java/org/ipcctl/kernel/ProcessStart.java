package org.ipcctl.kernel;

import java.nio.charset.StandardCharsets;

/**
 * When a process began, which with its pid tells it from all others of this boot: field 22 of {@code proc_pid_stat(5)}.
 */
public final class ProcessStart {
    /** What {@link #of} says of one that has ended, or cannot be seen. */
    public static final long NONE = 0;
    private static final int MOST = 1 << 16;
    /** Behind the name, which may have blanks and parentheses in it: the state is the first. */
    private static final int START = 19;

    private ProcessStart() {}

    /**
     * Ticks of the clock since the boot.
     *
     * @throws KernelException where there is nothing left to look with, which does not say that it has ended
     */
    public static long of(long pid) {
        try {
            String stat = new String(WholeFile.read("/proc/" + pid + "/stat", MOST), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // One that nobody has waited for has ended all the same.
            return fields[0].equals("Z") || fields[0].equals("X") ? NONE : Long.parseLong(fields[START]);
        } catch (KernelException e) {
            e.rethrowIfShort();
            return NONE;
        }
    }

    /** As {@link #of}; {@link #NONE} also where there is nothing left to look with. */
    public static long asFarAsKnown(long pid) {
        try {
            return of(pid);
        } catch (KernelException unknown) {
            return NONE;
        }
    }
}
