package org.ipcctl.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ipcctl.inspect.Finding;
import org.ipcctl.kernel.Mount;
import org.ipcctl.kernel.PidNamespace;
import org.ipcctl.kernel.Raise;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.kernel.Users;

/** What keeps this user from seeing processes and what they have open: {@code proc(5)}, {@code ptrace(2)}. */
final class ProcFindings {
    private static final String PROC = "/proc";
    private static final String MOUNT = "mount -t proc proc " + PROC;
    private static final String YAMA = "kernel.yama.ptrace_scope";
    private static final Set<String> HIDE_NOTHING = Set.of("0", "off");
    private static final int CAP_SYS_PTRACE = 19;
    /** Of ptrace_scope: only descendants may be traced, only with the capability, never. */
    private static final int NEVER = 3;

    private ProcFindings() {}

    static List<Finding> all() {
        List<Mount> mounts = Mount.seenBy("self");
        if (mounts == null) {
            return List.of(Finding.fault(PROC,
                    "it is not mounted: it is not known which processes have objects, what is in pipes, and what the "
                            + "limits are")
                    .mendedBy(MOUNT));
        }
        List<Finding> found = new ArrayList<>();
        if (!PidNamespace.isThatOfProc()) {
            found.add(Finding.warning(PROC, "it shows the processes of another PID namespace").mendedBy(MOUNT));
        }
        boolean mayTrace = mayTrace();
        Mount proc = Mount.holding(PROC, mounts);
        String hides = proc == null ? null : proc.option("hidepid");
        if (hides != null && !HIDE_NOTHING.contains(hides) && !mayTrace) {
            found.add(Finding
                    .note(PROC,
                            "hidepid=" + hides
                                    + " hides the processes of other users: holders, ls and pipe ls see fewer")
                    .mendedBy("mount -o remount,hidepid=0 " + PROC));
        }
        if (proc != null && "pid".equals(proc.option("subset"))) {
            found.add(Finding
                    .warning(PROC,
                            "subset=pid hides everything but processes: limits and settings of the kernel are not "
                                    + "known")
                    .mendedBy(MOUNT));
        }
        scope((int) Sysctl.number(YAMA.replace('.', '/')).orElse(0), mayTrace, found);
        if (!mayTrace && Users.effectiveUser() == 0) {
            found.add(Finding.note("CAP_SYS_PTRACE",
                    "root lacks it here, and cannot see what processes of other users have open; use --cap-add "
                            + "SYS_PTRACE for a container"));
        }
        return found;
    }

    /** Takes over what the number {@code scope} of the security module Yama means for this user. */
    static void scope(int scope, boolean mayTrace, List<Finding> found) {
        String less = "pipe peek, pipe resize and fifo peek work only on ";
        if (scope >= NEVER) {
            found.add(Finding.note(YAMA, "it is " + scope + ", and tracing is disabled until the next boot: " + less
                    + "processes of ipcctl's own"));
        } else if (scope > 0 && !mayTrace) {
            found.add(Finding
                    .note(YAMA,
                            "it is " + scope + ": " + less
                                    + (scope == 1 ? "processes that ipcctl started, unless root calls it"
                                            : "what root asks for"))
                    .mendedBy(Raise.sysctl(YAMA, 0))
                    .lastingBy(Finding.append(YAMA + " = 0", "/etc/sysctl.d/zz-ptrace.conf")));
        }
    }

    /** Whether this process has the capability that none of this concerns. */
    private static boolean mayTrace() {
        try {
            for (String line : Files.readAllLines(Path.of(PROC, "self", "status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("CapEff:")) {
                    return (Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16) >> CAP_SYS_PTRACE
                            & 1) != 0;
                }
            }
        } catch (IOException noProc) {
            // Then nobody knows.
        }
        return false;
    }
}
