package org.ipcctl.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Mapped;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.PidNamespace;

/** Which processes map the same shared memory object as this one: {@code proc_pid_maps(5)}. */
final class Mappers {
    private static final Path PROC = Path.of("/proc");
    /** Each worse than those before it. */
    enum Others {
        NONE,
        /** All sleep, as far as one may look. */
        ASLEEP,
        /** One at least runs, or was stopped, or nobody can tell. */
        AWAKE
    }

    private final Mapped object;

    private Mappers(Mapped object) {
        this.object = object;
    }

    /** Those of the object that this process has mapped at {@code address}. */
    private static Mappers of(long address) throws IOException {
        for (Mapped mapped : OpenFiles.mapsOf(ProcessHandle.current().pid())) {
            if (mapped.start() == address) {
                return new Mappers(mapped);
            }
        }
        throw new IOException("nothing is mapped there");
    }

    /** The process that {@code thread} is of, if that can be seen to map what this one has at {@code address}. */
    static OptionalInt processOf(int thread, long address) {
        try {
            if (PidNamespace.isThatOfProc() && of(address).have(thread)) {
                for (String line : lines(PROC.resolve(Integer.toString(thread)), "status")) {
                    if (line.startsWith("Tgid:")) {
                        return OptionalInt.of(Integer.parseInt(line.substring("Tgid:".length()).strip()));
                    }
                }
            }
        } catch (IOException | KernelException goneOrNotToBeSeen) {
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** What the other processes that map what this one has at {@code address} do now. */
    static Others others(long address) {
        try {
            if (!PidNamespace.isThatOfProc()) {
                return Others.AWAKE;
            }
            Mappers mappers = of(address);
            long self = ProcessHandle.current().pid();
            Others others = Others.NONE;
            for (long process : OpenFiles.processes()) {
                if (process != self) {
                    Others one = mappers.look(process);
                    others = one.compareTo(others) > 0 ? one : others;
                }
            }
            return others;
        } catch (IOException | KernelException unknown) {
            return Others.AWAKE;
        }
    }

    private Others look(long process) {
        try {
            return !have(process) ? Others.NONE : isAsleep(process) ? Others.ASLEEP : Others.AWAKE;
        } catch (KernelException e) {
            return unseen(process, e.errno());
        } catch (IOException e) {
            return unseen(process, Errno.of(e));
        }
    }

    private static Others unseen(long process, int errno) {
        if (Errno.isShortage(errno)) {
            return Others.AWAKE;
        }
        // Gone meanwhile, or another user's, who is not likely to use it.
        return OpenFiles.isThere(process) ? Others.ASLEEP : Others.NONE;
    }

    /** Whether all threads sleep, which those that were stopped do not. */
    private static boolean isAsleep(long process) throws IOException {
        Path tasks = PROC.resolve(Long.toString(process)).resolve("task");
        for (String task : Directory.names(tasks.toString())) {
            String stat = lines(tasks.resolve(task), "stat").get(0);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            if (state != 'S' && state != 'Z') {
                return false;
            }
        }
        return true;
    }

    private boolean have(long process) {
        for (Mapped mapped : OpenFiles.mapsOf(process)) {
            if (mapped.isSameFile(object)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> lines(Path process, String file) throws IOException {
        return Files.readAllLines(process.resolve(file), StandardCharsets.ISO_8859_1);
    }
}
