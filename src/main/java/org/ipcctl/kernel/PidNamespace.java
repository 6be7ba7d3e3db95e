package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which PID name space this process is in: a process' number means that process only to those who are in the same one,
 * {@code pid_namespaces(7)}.
 */
public final class PidNamespace {
    private static final String LINK = "/proc/self/ns/pid";

    private PidNamespace() {}

    /**
     * The number by which {@code /proc/self/ns/pid} tells it from all others of this host; 0 where that cannot be
     * known.
     */
    public static int number() {
        try {
            return (int) FileStatus.of(LINK).inode();
        } catch (KernelException noProc) {
            return 0;
        }
    }

    /**
     * Whether /proc, too, has the numbers of this process' name space, which it has not where nobody mounted it anew.
     */
    public static boolean isThatOfProc() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self")).toString()
                    .equals(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException noProc) {
            return false;
        }
    }
}
