package org.ipcctl.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.ipcctl.kernel.Directory;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.PidNamespace;

/** Which processes map the same shared memory object as this one: {@code proc_pid_maps(5)}. */
final class Mappers {
    private static final Path PROC = Path.of("/proc");
    /** The columns of a line: addresses, permissions, offset, device, inode, path. */
    private static final int COLUMNS = 6;
    private static final int DEVICE = 3;
    private static final int INODE = 4;

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

    /** Whether it is certain that no other process maps what this one has at {@code address}. */
    static boolean noOther(long address) {
        try {
            if (!PidNamespace.isThatOfProc()) {
                return false;
            }
            Mappers mappers = of(address);
            String self = Long.toString(ProcessHandle.current().pid());
            for (String process : Directory.names(PROC.toString())) {
                if (Character.isDigit(process.charAt(0)) && !process.equals(self) && mappers.mayHave(process)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | KernelException unknown) {
            return false;
        }
    }

    private boolean mayHave(String process) {
        try {
            return have(process);
        } catch (IOException e) {
            // Gone meanwhile, or another user's, of which nobody can tell.
            return Files.exists(PROC.resolve(process));
        }
    }

    private boolean have(String process) throws IOException {
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
