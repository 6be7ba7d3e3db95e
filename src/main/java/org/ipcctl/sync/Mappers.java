package org.ipcctl.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PidNamespace;

/** Which processes map the same shared memory object as this one: {@code proc_pid_maps(5)}. */
final class Mappers {
    private static final Path PROC = Path.of("/proc");
    /** The columns of a line: addresses, permissions, offset, device, inode, path. */
    private static final int COLUMNS = 6;
    private static final int DEVICE = 3;
    private static final int INODE = 4;

    /** Each worse than those before it. */
    enum Others {
        NONE,
        /** All sleep, as far as one may look. */
        ASLEEP,
        /** One at least runs, or was stopped, or nobody can tell. */
        AWAKE
    }

    private final String device;
    private final String inode;

    private Mappers(String device, String inode) {
        this.device = device;
        this.inode = inode;
    }

    /** Those of the object that this process has mapped at {@code address}. */
    private static Mappers of(long address) throws IOException {
        String start = String.format("%08x-", address);
        for (String line : lines(PROC.resolve("self"), "maps")) {
            if (line.startsWith(start)) {
                String[] columns = line.split(" +", COLUMNS);
                return new Mappers(columns[DEVICE], columns[INODE]);
            }
        }
        throw new IOException("nothing is mapped there");
    }

    /** The process that {@code thread} is of, if that can be seen to map what this one has at {@code address}. */
    static OptionalInt processOf(int thread, long address) {
        try {
            if (PidNamespace.isThatOfProc() && of(address).have(Integer.toString(thread))) {
                for (String line : lines(PROC.resolve(Integer.toString(thread)), "status")) {
                    if (line.startsWith("Tgid:")) {
                        return OptionalInt.of(Integer.parseInt(line.substring("Tgid:".length()).strip()));
                    }
                }
            }
        } catch (IOException goneOrNotToBeSeen) {
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
            String self = Long.toString(ProcessHandle.current().pid());
            Others others = Others.NONE;
            for (String process : Directory.names(PROC.toString())) {
                if (Character.isDigit(process.charAt(0)) && !process.equals(self)) {
                    Others one = mappers.look(process);
                    others = one.compareTo(others) > 0 ? one : others;
                }
            }
            return others;
        } catch (IOException | KernelException unknown) {
            return Others.AWAKE;
        }
    }

    private Others look(String process) {
        try {
            return !have(process) ? Others.NONE : isAsleep(process) ? Others.ASLEEP : Others.AWAKE;
        } catch (IOException | KernelException e) {
            // Gone meanwhile, or another user's, who is not likely to use it.
            return Files.exists(PROC.resolve(process)) ? Others.ASLEEP : Others.NONE;
        }
    }

    /** Whether all threads sleep, which those that were stopped do not. */
    private static boolean isAsleep(String process) throws IOException {
        Path tasks = PROC.resolve(process).resolve("task");
        for (String task : Directory.names(tasks.toString())) {
            String stat = lines(tasks.resolve(task), "stat").get(0);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            if (state != 'S' && state != 'Z') {
                return false;
            }
        }
        return true;
    }

    private boolean have(String process) throws IOException {
        try {
            Fd.open(PROC.resolve(process).resolve("maps").toString(), Fd.O_RDONLY, 0).close();
        } catch (KernelException e) {
            if (e.is(Errno.ESRCH)) {
                // A thread of the kernel's, or a zombie: it has no memory.
                return false;
            }
            throw new IOException(e);
        }
        for (String line : lines(PROC.resolve(process), "maps")) {
            String[] columns = line.split(" +", COLUMNS);
            if (columns.length > INODE && columns[INODE].equals(inode) && columns[DEVICE].equals(device)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> lines(Path process, String file) throws IOException {
        return Files.readAllLines(process.resolve(file), StandardCharsets.ISO_8859_1);
    }
}
