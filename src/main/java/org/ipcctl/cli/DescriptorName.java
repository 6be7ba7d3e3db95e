package org.ipcctl.cli;

import java.util.function.Function;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;

/**
 * {@code PID:FD}: a descriptor of a process, as a command line names an end of a pipe, or a socket, that has no name.
 */
public record DescriptorName(long pid, int fd) {
    public static final ValueType<DescriptorName> TYPE = ValueType.custom("PID:FD", DescriptorName.class,
            DescriptorName::parse);

    private static DescriptorName parse(String text) {
        int colon = text.indexOf(':');
        long pid = number(text, 0, colon);
        long fd = number(text, colon + 1, text.length());
        if (colon < 0 || pid < 1 || fd < 0) {
            throw new IllegalArgumentException("is not PID:FD, a process ID and one of its descriptors, for example "
                    + "1234:0");
        }
        return new DescriptorName(pid, (int) fd);
    }

    /** A process ID; its text, for several of them. */
    public static String pid(String text) {
        if (number(text, 0, text.length()) < 1) {
            throw new IllegalArgumentException("is not a process ID");
        }
        return text;
    }

    /** The number in digits alone, or -1. */
    private static long number(String text, int begin, int end) {
        if (end <= begin || !text.substring(begin, end).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        try {
            return Integer.parseInt(text.substring(begin, end));
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    /** The copy of it that {@code borrow} makes, with what goes wrong said of it. */
    public Fd borrow(Function<DescriptorName, Fd> borrow) {
        try {
            return borrow.apply(this);
        } catch (KernelException e) {
            if (e.is(Errno.EBADF)) {
                throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, toString(), "was closed meanwhile", null);
            }
            throw e.about(toString());
        }
    }

    @Override
    public String toString() {
        return pid + ":" + fd;
    }
}
