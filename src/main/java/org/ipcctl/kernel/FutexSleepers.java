package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which words the threads of another process sleep on, as far as one may trace it: {@code proc_pid_syscall(5)}, {@code futex(2)}. */
public final class FutexSleepers {
    private FutexSleepers() {}

    /** The address of the word that each thread of {@code pid} sleeps on; those that do not sleep so, or cannot be seen to, are left out. */
    public static List<Long> of(long pid) {
        List<Long> addresses = new ArrayList<>();
        String tasks = "/proc/" + pid + "/task";
        try {
            for (String thread : Directory.names(tasks)) {
                Long address = word(tasks + "/" + thread + "/syscall");
                if (address != null) {
                    addresses.add(address);
                }
            }
        } catch (KernelException gone) {
            return List.of();
        }
        return addresses;
    }

    /** The number of the call and its arguments in hexadecimal; {@code running} where it is in none. */
    private static Long word(String file) {
        try {
            String[] fields = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).split(" ");
            return fields[0].equals(Long.toString(RawSyscall.FUTEX)) ? Long.parseUnsignedLong(fields[1].substring("0x".length()), 16) : null;
        } catch (IOException goneOrNotToBeSeen) {
            return null;
        }
    }
}
