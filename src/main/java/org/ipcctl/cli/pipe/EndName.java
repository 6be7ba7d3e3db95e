package org.ipcctl.cli.pipe;

import java.util.function.Function;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.pipe.PipeEnd;

/** {@code PID:FD}: a descriptor of a process, as a command line names an end of a pipe. */
record EndName(long pid, int fd) {
    static final ValueType<EndName> TYPE = ValueType.custom("PID:FD", EndName.class, EndName::parse);

    private static EndName parse(String text) {
        int colon = text.indexOf(':');
        long pid = number(text, 0, colon);
        long fd = number(text, colon + 1, text.length());
        if (colon < 0 || pid < 1 || fd < 0) {
            throw new IllegalArgumentException("is not PID:FD, a process ID and a descriptor of it, as 1234:0");
        }
        return new EndName(pid, (int) fd);
    }

    /** A process ID; its text, for several of them. */
    static String pid(String text) {
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

    /** What {@code borrow} makes of that end of a pipe, with what goes wrong said of it. */
    Fd borrow(Function<PipeEnd, Fd> borrow) {
        try {
            PipeEnd end = PipeEnd.at(pid, fd);
            if (!end.isPipe()) {
                throw new CommandFailure(ExitCode.FAILED, toString(), "is open on " + end.link() + ", not on a pipe", "List pipes with 'ipcctl pipe ls " + pid + "'.");
            }
            return borrow.apply(end);
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
