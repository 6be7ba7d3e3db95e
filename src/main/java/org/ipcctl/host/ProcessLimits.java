package org.ipcctl.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipcctl.inspect.Limit;
import org.ipcctl.inspect.Limit.Unit;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ResourceLimit;
import org.ipcctl.kernel.Sysctl;
import org.ipcctl.kernel.Users;

/**
 * What every mechanism needs and may lack: descriptors, open files, threads. See {@code getrlimit(2)},
 * {@code proc_sys(5)}.
 */
final class ProcessLimits {
    private long most = Limit.UNKNOWN;
    private long threads = Limit.UNKNOWN;
    private boolean hidden;

    private ProcessLimits() {}

    static List<Limit> all() {
        Limit descriptors = Limit.resource(ResourceLimit.NOFILE, "process", Unit.DESCRIPTORS, "EMFILE");
        ProcessLimits seen = new ProcessLimits();
        seen.look(Long.toString(Users.effectiveUser()), descriptors.value());
        return List.of(
                descriptors.using(seen.most)
                        .unseen(seen.hidden ? "the descriptors of some processes of this user cannot be "
                                + "counted" : null),
                Limit.sysctl("file-max", "fs.file-max", "host", Unit.FILES, "ENFILE", Limit.NONE, false)
                        .using(openFiles()).exempting("CAP_SYS_ADMIN"),
                Limit.resource(ResourceLimit.NPROC, "user", Unit.THREADS, "EAGAIN").using(seen.threads)
                        .exempting("CAP_SYS_RESOURCE"),
                Limit.sysctl("threads-max", "kernel.threads-max", "host", Unit.THREADS, "EAGAIN", Integer.MAX_VALUE,
                        false).using(threadsOfHost()));
    }

    /**
     * Threads of {@code user}, and the descriptors of that process of its, among those with the limit {@code limit},
     * which has most.
     */
    private void look(String user, long limit) {
        for (long pid : OpenFiles.processes()) {
            long count = threads(pid, user);
            if (count > 0) {
                threads = Math.max(threads, 0) + count;
                most = Math.max(most, descriptors(pid, limit));
            }
        }
    }

    private static long threads(long pid, String user) {
        long count = 0;
        boolean own = false;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
                String[] words = line.split("\\s+");
                if (words[0].equals("Uid:")) {
                    own = words[1].equals(user);
                } else if (words[0].equals("Threads:")) {
                    count = Long.parseLong(words[1]);
                }
            }
        } catch (IOException goneMeanwhile) {
            return 0;
        }
        return own ? count : 0;
    }

    private long descriptors(long pid, long limit) {
        try {
            return ResourceLimit.NOFILE.bounds(pid).soft() == limit ? Directory.names("/proc/" + pid + "/fd").size()
                    : Limit.UNKNOWN;
        } catch (KernelException e) {
            if (e.is(Errno.EMFILE) || e.is(Errno.ENFILE)) {
                throw e;
            }
            hidden |= !e.is(Errno.ENOENT) && !e.is(Errno.ESRCH);
            return Limit.UNKNOWN;
        }
    }

    /** The first number of file-nr, which has the second for history's sake, and the limit behind it. */
    private static long openFiles() {
        String text = Sysctl.text("fs/file-nr");
        return text == null ? Limit.UNKNOWN : number(text.split("\\s+")[0]);
    }

    /** In {@code 0.20 0.18 0.12 1/80 11206}, what is behind the slash. */
    private static long threadsOfHost() {
        try {
            return number(Files.readString(Path.of("/proc/loadavg"), StandardCharsets.ISO_8859_1)
                    .replaceFirst("^.*/", "").split("\\s+")[0]);
        } catch (IOException noProc) {
            return Limit.UNKNOWN;
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : Limit.UNKNOWN;
    }
}
