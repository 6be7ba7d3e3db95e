package org.ipcctl.kernel;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which words the threads of another process sleep on, as far as one may trace it: {@code proc_pid_syscall(5)},
 * {@code futex(2)}.
 */
public final class FutexSleepers {
    private FutexSleepers() {}

    /**
     * The address of the word that each thread of {@code pid} sleeps on; those that do not sleep so, or cannot be seen
     * to, are left out.
     */
    public static List<Long> of(long pid) {
        return ThreadCalls.of(pid).futexes();
    }

    /** How many of the threads {@code asleep}, by address, are so in {@code mapped}. */
    public static long in(Mapped mapped, List<Long> asleep) {
        return asleep.stream().filter(
                word -> Long.compareUnsigned(word, mapped.start()) >= 0 && Long.compareUnsigned(word, mapped.end()) < 0)
                .count();
    }

    /**
     * How many threads of other processes sleep on a word of {@code file}, where they map it; null where some cannot be
     * seen, and none is.
     */
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
}
