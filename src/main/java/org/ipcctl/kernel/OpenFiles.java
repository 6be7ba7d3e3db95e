package org.ipcctl.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * What processes have open and mapped, as /proc shows it to this user: the one walk over it. Processes and descriptors
 * come and go between two looks, and that is no error; what may not be looked at is remembered. See {@code proc(5)}.
 */
public final class OpenFiles {
    /** What manual pages say that this reads. */
    public static final Map<String, String> FILES = Map.of("/proc/PID/fd, /proc/PID/fdinfo, /proc/PID/maps",
            "What each process has open and mapped; only root may read those of other users' processes.");
    private static final String PROC = "/proc";
    /** PATH_MAX. */
    private static final int LONGEST = 4096;
    private static final int USUAL = 128;

    private boolean complete;

    /** Which mappings are wanted: told by what is cheap to read of a line. */
    public interface Mappings {
        /** None: then no map is read at all. */
        Mappings NONE = (isShared, inode) -> false;
        /** All by which processes can share something: MAP_SHARED, and not of the process's own memory. */
        Mappings SHARED = (isShared, inode) -> isShared && inode != 0;

        /** Those of files with one of {@code inodes}. */
        static Mappings of(Set<Long> inodes) {
            return inodes.isEmpty() ? NONE : (isShared, inode) -> inodes.contains(inode);
        }

        boolean wants(boolean isShared, long inode);
    }

    private OpenFiles(boolean complete) {
        this.complete = complete;
    }

    /**
     * Hands each descriptor of each process, by number of the process, to {@code visitor}; {@link #isComplete} says
     * what was seen.
     */
    public static OpenFiles look(Consumer<OpenFile> visitor) {
        return look(visitor, Mappings.NONE, none -> {});
    }

    /**
     * The same, and hands each mapping that is {@code wanted} to {@code mappings}, behind the descriptors of its
     * process.
     */
    public static OpenFiles look(Consumer<OpenFile> visitor, Mappings wanted, Consumer<Mapped> mappings) {
        // Where /proc hides other users' processes (hidepid), it hides the first one too.
        OpenFiles seen = new OpenFiles(isThere(1));
        for (long pid : processes()) {
            try {
                of(pid, visitor);
                if (wanted != Mappings.NONE) {
                    mapsOf(pid, wanted).forEach(mappings);
                }
            } catch (KernelException e) {
                if (e.is(Errno.EMFILE) || e.is(Errno.ENFILE)) {
                    throw e;
                }
                seen.complete &= !isThere(pid);
            }
        }
        return seen;
    }

    /**
     * Hands each descriptor of the process {@code pid} to {@code visitor}.
     *
     * @throws KernelException EACCES where it may not be looked at, ENOENT where it is gone
     */
    public static void of(long pid, Consumer<OpenFile> visitor) {
        String directory = PROC + "/" + pid + "/fd";
        for (String number : Directory.names(directory)) {
            String link = link(directory + "/" + number);
            if (link != null) {
                visitor.accept(new OpenFile(pid, Integer.parseInt(number), link));
            }
        }
    }

    /**
     * The descriptor {@code number} of the process {@code pid}.
     *
     * @throws KernelException EACCES where it may not be looked at, ENOENT where there is no such descriptor or process
     */
    public static OpenFile at(long pid, int number) {
        String path = PROC + "/" + pid + "/fd/" + number;
        byte[] name = OsString.cString(path);
        byte[] target = new byte[LONGEST];
        try {
            long length = Syscall.call("readlink", path, () -> Functions.C.readlink(name, target, target.length));
            return new OpenFile(pid, number, OsString.decode(Arrays.copyOf(target, (int) length)));
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT)
                    ? e.because(isThere(pid) ? "process " + pid + " has no such descriptor open"
                            : "there is no such process")
                    : e.is(Errno.EACCES) && Users.effectiveUser() != 0 ? e.advise("Root may inspect every process.")
                            : e;
        }
    }

    /** What {@code fd} of this process is open on, as {@link OpenFile#link} has it; null where /proc does not tell. */
    public static String own(Fd fd) {
        return link(PROC + "/self/fd/" + fd.number());
    }

    /** Who could see what this user cannot, for a warning. */
    public static String whoSeesAll() {
        return Users.effectiveUser() == 0 ? "some are hidden from root, too" : "root sees all";
    }

    /** What is said where some processes could not be looked at. */
    public static String notAll() {
        return "not all processes can be seen; " + whoSeesAll();
    }

    /** Whether every process could be looked at; where not, others may have open what was looked for. */
    public boolean isComplete() {
        return complete;
    }

    /** The processes that there are, in order. */
    public static List<Long> processes() {
        List<Long> pids = new ArrayList<>();
        List<String> names;
        try {
            names = Directory.names(PROC);
        } catch (KernelException e) {
            if (e.is(Errno.ENOENT)) {
                // Not mounted.
                return List.of();
            }
            throw e;
        }
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                pids.add(Long.valueOf(name));
            }
        }
        pids.sort(null);
        return pids;
    }

    /** Whether there is a process {@code pid} that this user may know of. */
    public static boolean isThere(long pid) {
        return new File(PROC + "/" + pid).exists();
    }

    /**
     * What the process {@code pid} maps; nothing where it has no memory, as a zombie or a thread of the kernel's.
     *
     * @throws KernelException EACCES where it may not be looked at, ENOENT where it is gone
     */
    public static List<Mapped> mapsOf(long pid) {
        return mapsOf(pid, (isShared, inode) -> true);
    }

    private static List<Mapped> mapsOf(long pid, Mappings wanted) {
        String file = PROC + "/" + pid + "/maps";
        try {
            // It is opened for its error number, which the JDK does not tell.
            Fd.open(file, Fd.O_RDONLY, 0).close();
            return Mapped.parse(pid, Files.readAllBytes(Path.of(file)), wanted);
        } catch (KernelException e) {
            if (e.is(Errno.ESRCH)) {
                return List.of();
            }
            throw e;
        } catch (IOException e) {
            // Where it is not told why, it is gone meanwhile.
            throw new KernelException("read", file, Errno.isShortage(Errno.of(e)) ? Errno.of(e) : Errno.ENOENT);
        }
    }

    /**
     * Null where it was closed meanwhile. Root without CAP_SYS_PTRACE, as in containers, sees that there is a
     * descriptor, and not of what.
     */
    private static String link(String path) {
        byte[] name = OsString.cString(path);
        // The buffer is copied from C, and most links are short.
        for (int room = USUAL;; room = LONGEST) {
            byte[] target = new byte[room];
            long length = Syscall.attempt("readlink", path, () -> Functions.C.readlink(name, target, target.length));
            // A path that is too long is that of nothing that anybody could have asked for.
            if (length < 0 && length != -Errno.ENOENT && length != -Errno.ENAMETOOLONG) {
                throw new KernelException("readlink", path, (int) -length);
            } else if (length < room || room == LONGEST) {
                return length < 0 ? null : OsString.decode(target, (int) length);
            }
        }
    }

    private static final class Functions {
        static final Calls C = Native.load(Calls.class);

        /** Public only because jnr asks for it. */
        public interface Calls {
            long readlink(@In byte[] path, @Out byte[] target, long size);
        }
    }
}
