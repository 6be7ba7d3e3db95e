package org.ipcctl.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;

/**
 * Whose IPC this is, the host's or a container's: {@code namespaces(7)}, {@code ipc_namespaces(7)},
 * {@code pid_namespaces(7)}.
 */
final class NamespaceFindings {
    /** The numbers of those that the kernel itself makes. */
    private static final long FIRST_IPC = 0xEFFFFFFFL;
    private static final long FIRST_PID = 0xEFFFFFFCL;
    private static final long ROOT = 0;
    private static final Pattern ENGINE = Pattern.compile("kubepods|docker|libpod|lxc|garden|machine-qemu");

    private NamespaceFindings() {}

    static List<Finding> all() {
        List<Finding> found = new ArrayList<>();
        long ipc = number("self", "ipc");
        long pid = number("self", "pid");
        String container = container();
        if (container != null) {
            found.add(Finding.note(container, "this is a container: files, mounts and limits are its own, "
                    + (ipc == FIRST_IPC ? "message queues are those of the host" : "and so are message queues")));
        }
        if (ipc > 0 && ipc != FIRST_IPC) {
            found.add(Finding.note("ipc:[" + ipc + "]",
                    "this IPC namespace is not the host's: message queues and System V objects outside are not "
                            + "visible here"));
        }
        if (pid > 0 && pid != FIRST_PID) {
            found.add(Finding.note("pid:[" + pid + "]",
                    "this PID namespace is not the host's: processes outside are not visible, though they may share "
                            + "files and memory with those here"));
        }
        long first = number("1", "ipc");
        if (first > 0 && ipc > 0 && first != ipc) {
            found.add(Finding
                    .note("ipc:[" + first + "]", "process 1 is in this other IPC namespace, with other message "
                            + "queues")
                    .mendedIn(new Finding.Case(HostSituation.OTHER_QUEUES, ""), ROOT));
        }
        return found;
    }

    /** The number of a name space; 0 where it may not be known. */
    private static long number(String process, String kind) {
        try {
            return FileStatus.of("/proc/" + process + "/ns/" + kind).inode();
        } catch (KernelException noProc) {
            return 0;
        }
    }

    /** By what one can tell that this is a container; null where nothing says so. */
    private static String container() {
        for (String mark : List.of("/run/.containerenv", "/.dockerenv")) {
            if (Files.exists(Path.of(mark))) {
                return mark;
            }
        }
        try {
            Matcher engine = ENGINE
                    .matcher(Files.readString(Path.of("/proc/self/cgroup"), StandardCharsets.ISO_8859_1));
            return engine.find() ? "/proc/self/cgroup (" + engine.group() + ")" : null;
        } catch (IOException noProc) {
            return null;
        }
    }
}
