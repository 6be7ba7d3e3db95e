package org.ipcctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees in /proc that a thread of another process sleeps in a system call: who says "I wait" has not begun to yet. */
public enum Asleep {
    MQ_TIMEDSEND(242, 182), MQ_TIMEDRECEIVE(243, 183), FLOCK(73, 32), FUTEX(202, 98), MSGSND(69, 189), MSGRCV(70, 188),
    SEMTIMEDOP(220, 192), READ(0, 63), WRITE(1, 64),
    OPENAT(257, 56), POLL(7, 73);

    private final int onX86;
    private final int elsewhere;

    Asleep(int onX86, int elsewhere) {
        this.onX86 = onX86;
        this.elsewhere = elsewhere;
    }

    /** Waits until a thread of process {@code pid} sleeps in this call. */
    public void await(long pid) {
        Needs.that(Files.isReadable(Path.of("/proc/self/syscall")), "this kernel does not show system calls in /proc");
        Until.holds("process " + pid + " sleeps in " + this, () -> {
            assertThat(Path.of("/proc", Long.toString(pid))).as("process %d, to sleep in %s", pid, this).exists();
            return isSo(pid);
        });
    }

    /** Whether a thread of process {@code pid} sleeps in this call now. */
    public boolean isSo(long pid) {
        boolean found = false;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                found |= text(thread.resolve("syscall"))
                        .startsWith((System.getProperty("os.arch").equals("amd64") ? onX86 : elsewhere) + " ")
                        && text(thread.resolve("stat")).contains(") S ");
            }
        } catch (IOException gone) {
            return false;
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }
}
