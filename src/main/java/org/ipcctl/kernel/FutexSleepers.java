package org.ipcctl.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

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

    /** How many of the threads {@code asleep}, by address, are so in {@code mapped}. */
    public static long in(Mapped mapped, List<Long> asleep) {
        return asleep.stream().filter(word -> Long.compareUnsigned(word, mapped.start()) >= 0 && Long.compareUnsigned(word, mapped.end()) < 0).count();
    }

    /** How many threads of other processes sleep on a word of {@code file}, where they map it; null where some cannot be seen, and none is. */
    public static Long on(FileStatus file) {
        AtomicLong count = new AtomicLong();
        long self = ProcessHandle.current().pid();
        boolean complete = OpenFiles.look(none -> {}, OpenFiles.Mappings.of(Set.of(file.inode())), mapped -> {
            if (mapped.pid() != self && mapped.isOf(file)) {
                count.addAndGet(in(mapped, of(mapped.pid())));
            }
        }).isComplete();
        return complete || count.get() > 0 ? Long.valueOf(count.get()) : null;
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
