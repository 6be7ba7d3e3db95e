package org.ipcctl.cli.fifo;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.message.PeekCommand;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OpenFiles;
import org.ipcctl.kernel.ReadingEnd;

/** {@code ipcctl fifo peek}. */
final class FifoPeek extends PeekCommand {
    private final Arg<String> path = arg(ValueType.FIFO, "PATH", "The FIFO.");

    @Override
    protected List<String> description() {
        return List.of(
                "Writes the bytes that wait in the FIFO to standard output, or with --format a row that contains "
                        + "them, and removes none of them. The FIFO is not opened, so processes that wait for its "
                        + "other side are not disturbed: ipcctl borrows the descriptor of a process that has it open "
                        + "for reading, and copies the bytes by tee(2).",
                "A FIFO that no process has open contains nothing; a message on standard error says so, and the exit "
                        + "status is 0. Borrowing a descriptor requires permission to trace that process, ptrace(2), "
                        + "which root and usually its own user have; without it the exit status is 5.",
                RECORDS);
    }

    @Override
    protected List<Example> examples() {
        String[] queued = {"mkfifo /tmp/jobs", "exec 3<>/tmp/jobs", "echo 'resize cat.png' >&3"};
        return List.of(new Example("what waits to be read", "ipcctl fifo peek /tmp/jobs").after(queued),
                new Example("the next job, which stays there", "ipcctl fifo peek /tmp/jobs | head -n 1").after(queued));
    }

    @Override
    protected String place(Args args) {
        return args.get(path);
    }

    @Override
    protected Seen look(Args args, Context context, long most) {
        try (Fifo fifo = Fifo.at(args.get(path))) {
            Fd reader = reader(fifo, context);
            return reader == null ? Seen.nothing() : Seen.inPipe(reader, most);
        }
    }

    /** Null where nobody has it open. */
    private static Fd reader(Fifo fifo, Context context) {
        FileStatus status = fifo.status();
        ReadingEnd found = ReadingEnd.look(file -> file.of(status));
        Fd end;
        try {
            end = found.borrowed();
        } catch (KernelException e) {
            throw e.about(fifo.path());
        }
        if (end != null) {
            return end;
        } else if (!found.isComplete()) {
            throw new CommandFailure(ExitCode.PERMISSION, fifo.path(),
                    "no process that can be seen has it open for reading, and "
                            + OpenFiles.notAll(),
                    null);
        } else if (found.isOpen()) {
            throw new CommandFailure(ExitCode.FAILED, fifo.path(), "no process has it open for reading",
                    "The queued bytes can be copied only from there.");
        }
        context.warn(fifo.path() + ": no process has it open, so it contains nothing");
        return null;
    }
}
