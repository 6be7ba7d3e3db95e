package org.ipcctl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.LookAhead;
import org.ipcctl.kernel.OpenFiles;

/**
 * Which line of the terminal a progress line is on, where several of one pipeline have one: the first process has the
 * first line. Between two writes the cursor is at the beginning of the first of them, and each write goes down to its
 * own line and comes back, so nobody asks where that is, and nobody waits for anybody. Each holds a shared flock(2) on
 * the terminal, which the kernel gives back however it ends; who gets it for itself at its end is the last, and leaves
 * the cursor below them all.
 */
final class ProgressPlace implements AutoCloseable {
    /** Commands that have such a line. */
    private static final Set<String> COMMANDS = Set.of("pipe meter", "fifo read", "fifo write", "shm read", "shm write",
            "shm push", "shm pull", "sock connect",
            "sock listen");
    private static final int O_NOCTTY = 0400;
    private static final int LOCK_SH = 1;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    /** Of proc_pid_stat(5), behind the name. */
    private static final int GROUP = 2;

    private final int index;
    private final int count;
    /** Null where it may not be opened. */
    private final Fd terminal;

    private ProgressPlace(int index, int count, Fd terminal) {
        this.index = index;
        this.count = count;
        this.terminal = terminal;
    }

    /** That of this process, on the terminal that standard error is. */
    static ProgressPlace find() {
        long self = ProcessHandle.current().pid();
        String group = group(self);
        String screen = screen(self);
        List<Long> sharing = new ArrayList<>();
        for (long pid : OpenFiles.processes()) {
            if (pid == self || group != null && group.equals(group(pid)) && hasLine(pid) && screen != null
                    && screen.equals(screen(pid))) {
                sharing.add(pid);
            }
        }
        Collections.sort(sharing);
        return new ProgressPlace(Math.max(0, sharing.indexOf(self)), Math.max(1, sharing.size()),
                sharing.size() > 1 ? locked() : null);
    }

    private static Fd locked() {
        try {
            Fd terminal = Fd.open("/proc/self/fd/2", Fd.O_WRONLY | Fd.O_NONBLOCK | O_NOCTTY, 0);
            LookAhead.lock(terminal, LOCK_SH);
            return terminal;
        } catch (KernelException notOurs) {
            return null;
        }
    }

    private static String group(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[GROUP];
        } catch (IOException | RuntimeException gone) {
            return null;
        }
    }

    private static String screen(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/2")).toString();
        } catch (IOException | RuntimeException goneOrNotOurs) {
            return null;
        }
    }

    /**
     * The words behind the program, be it the JVM or the launcher still, which a shell runs; not of another that
     * started it, as sudo(8).
     */
    private static boolean hasLine(long pid) {
        try {
            String[] words = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0");
            for (int i = 0; i + 2 < words.length; i++) {
                boolean isLauncher = i == 1 && words[0].endsWith("sh") && words[i].endsWith("ipcctl");
                if ((words[i].equals("org.ipcctl.Main") || isLauncher)
                        && COMMANDS.contains(words[i + 1] + " " + words[i + 2])) {
                    return !isQuiet(words, i + 3);
                }
            }
        } catch (IOException | RuntimeException gone) {
            // It has no line any more.
        }
        return false;
    }

    /** Whether one of the words from {@code first} on says that it is to show nothing. */
    private static boolean isQuiet(String[] words, int first) {
        return Arrays.stream(words, first, words.length).takeWhile(word -> !word.equals("--"))
                .anyMatch(word -> word.equals("-q") || word.equals("--quiet"));
    }

    /** What shows {@code text} on its line, in one write. */
    String drawn(String text) {
        return "\r" + "\n".repeat(index) + text + "\033[K" + (index > 0 ? "\033[" + index + "A" : "") + "\r";
    }

    /** What is to be written behind the last text, where it is to stay. */
    String left() {
        boolean isLast = terminal == null || LookAhead.lock(terminal, LOCK_EX | LOCK_NB) == 0;
        return isLast ? "\n".repeat(count) : "";
    }

    /** Whether no other process has a line here. */
    boolean isAlone() {
        return count == 1;
    }

    @Override
    public void close() {
        if (terminal != null) {
            terminal.close();
        }
    }
}
