package org.ipcctl.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.SpareMemory;

/**
 * What a failure needs to be told where there is nothing left to tell it with: memory, and descriptors, for a class
 * that is first needed on such a road comes out of a file. Set aside when a command begins, and given up when it has
 * failed; it stays for the next line of a batch where nothing did, for that is as much work as a small command.
 */
public final class Shortage implements AutoCloseable {
    private static final int DESCRIPTORS = 3;
    private static final String NULL_DEVICE = "/dev/null";
    private static final Pattern FAILED_START = Pattern
            .compile("Exception java\\.io\\.IOException: (.*) \\[in thread.*");

    /** The library that jnr calls C by, and why it could not be loaded: jffi has it within many lines of text. */
    private static final Pattern NOT_LOADED = Pattern.compile("(\\S*libjffi\\S*): (?:\\1: )?([^\\n]*)");

    private final FileInputStream[] descriptors = new FileInputStream[DESCRIPTORS];

    /** Sets aside what there is, and is not set aside already. */
    void foresee() {
        SpareMemory.keep();
        if (descriptors[0] != null) {
            return;
        }
        try {
            for (int i = 0; i < DESCRIPTORS; i++) {
                descriptors[i] = new FileInputStream(NULL_DEVICE);
            }
        } catch (IOException fewAreLeft) {
            // Then a command has to do with them, rather than the report of what it could not do.
            closeDescriptors();
        }
    }

    @Override
    public void close() {
        relieve();
    }

    /** Gives it up. */
    void relieve() {
        SpareMemory.giveUp();
        closeDescriptors();
    }

    private void closeDescriptors() {
        for (int i = 0; i < DESCRIPTORS; i++) {
            try {
                if (descriptors[i] != null) {
                    descriptors[i].close();
                }
            } catch (IOException nothingToLose) {
                // It was never read.
            }
            descriptors[i] = null;
        }
    }

    /**
     * {@code failure} as what it comes from, where it is no bug but something that ran out; else itself. It is asked
     * before
     * {@link #relieve}, while what ran out can still be told.
     */
    public static Throwable behind(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof OutOfMemoryError)) {
            // It may have run out while a class was made ready.
            root = root.getCause();
        }
        if (root instanceof OutOfMemoryError error) {
            String detail = String.valueOf(error.getMessage());
            return detail.contains("native thread")
                    ? new CommandFailure(ExitCode.LIMIT, "", "no thread can be started",
                            "Check the limits on processes ('ulimit -u') and on memory.")
                    : new CommandFailure(ExitCode.LIMIT, "", "not enough memory: " + lowerCase(detail),
                            "Ask for less at a time, or raise the memory limit (the cgroup's, or 'ulimit -v').");
        } else if (failure instanceof StackOverflowError) {
            return new CommandFailure(ExitCode.LIMIT, "", "the input is nested too deeply",
                    "Write it with fewer levels.");
        } else if (root instanceof UnsatisfiedLinkError) {
            return withoutLibrary(String.valueOf(root.getMessage()));
        } else if (failure instanceof LinkageError) {
            String reason = reasonOfStart(root);
            int errno = hasDescriptors() ? Errno.number(reason) : Errno.EMFILE;
            return Errno.isShortage(errno) ? new KernelException("open", "", errno)
                    : reason.isEmpty() ? unreadable(failure, root)
                            : new CommandFailure(ExitCode.FAILED, "", "Java cannot read files here: " + reason,
                                    "It makes a pair of sockets for that, which a sandbox may forbid (socketpair(2)).");
        }
        return failure;
    }

    private static RuntimeException withoutLibrary(String said) {
        Matcher found = NOT_LOADED.matcher(said);
        boolean told = found.find();
        String reason = told ? found.group(2) : "it cannot be read";
        int errno = hasDescriptors() ? Errno.number(reason.substring(reason.lastIndexOf(':') + 1).strip())
                : Errno.EMFILE;
        return Errno.isShortage(errno) ? new KernelException("open", "", errno)
                : new CommandFailure(ExitCode.FAILED, told ? found.group(1) : "",
                        "the library that C is called by cannot be loaded: " + lowerCase(reason),
                        "Install ipcctl again, where mount and security policy allow programs to run.");
    }

    /** By the time that this is asked, what took the last descriptor may be closed. */
    private static Throwable unreadable(Throwable failure, Throwable root) {
        return root instanceof ClassNotFoundException
                ? new CommandFailure(ExitCode.LIMIT, "", "a part of ipcctl cannot be read: " + root.getMessage(),
                        "Raise the limit with 'ulimit -n'; if it is high, install ipcctl again.")
                : failure;
    }

    /** Why the JDK's own part for files could not be made ready, the first time or another; empty where it was. */
    private static String reasonOfStart(Throwable root) {
        Matcher again = FAILED_START.matcher(String.valueOf(root.getMessage()));
        return root instanceof IOException failed ? lowerCase(String.valueOf(failed.getMessage()))
                : again.matches() ? lowerCase(again.group(1)) : "";
    }

    /**
     * An error of the JDK's own reading of files, which has the C library's words and not its number; null where it is
     * none.
     */
    static RuntimeException ofFile(Throwable cause) {
        if (cause instanceof FileSystemException failed && failed.getFile() != null) {
            String reason = failed.getReason() == null ? "cannot be read" : lowerCase(failed.getReason());
            int errno = Errno.of(failed);
            return Errno.isShortage(errno) ? new KernelException("open", failed.getFile(), errno)
                    : new CommandFailure(ExitCode.FAILED, failed.getFile(), reason, null);
        }
        return null;
    }

    private static boolean hasDescriptors() {
        try (FileInputStream another = new FileInputStream(NULL_DEVICE)) {
            return another.getFD().valid();
        } catch (IOException none) {
            return false;
        }
    }

    private static String lowerCase(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
