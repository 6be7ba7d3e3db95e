package org.ipcctl.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.result.Schema;

/** {@code ipcctl batch}: many commands, one JVM. */
public final class BatchCommand extends Command {
    private final Arg<String> file = optionalArg(ValueType.PATH.labelled("FILE"), "FILE",
            "The commands; standard input if - or missing.");
    private final Arg<Boolean> keepGoing = flag("Continue after a command has failed.", "-k", "--keep-going");
    private final Supplier<CommandNode> commands;

    /** @param commands the tree that its lines name commands of */
    public BatchCommand(Supplier<CommandNode> commands) {
        this.commands = commands;
    }

    @Override
    protected Schema<?> schema() {
        return Batch.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Each line is an ipcctl command with its arguments, with or without the word ipcctl. Words are "
                        + "quoted as in a shell ('...', \"...\", $'...' and backslashes), and # begins a comment. "
                        + "Nothing is expanded, and anything that a shell would take for a pipe or a variable is "
                        + "refused outside quotes. A line may have up to 1 MiB.",
                "Commands run one after the other in this process, so only one JVM is started. Their output is "
                        + "written before the next line is read, so another program can write a line and read the "
                        + "answer. If the commands come from standard input, it is empty for them and for what they "
                        + "run; with FILE they get ipcctl's own.",
                "Each line is like a separate program: what a command changes in its process ends with it, and "
                        + "ipcctl waits for any CMD that it runs, even for that of 'sock recv-fd -- CMD'.",
                "The batch ends at the first command that fails, unless --keep-going is given; either way the exit "
                        + "status is that of the first failure. Failures are reported on standard error with their "
                        + "line number. With --format each command is a row (with ndjson, a line of JSON) with its "
                        + "status, output and errors, including those of a CMD. A command that writes more than 16 "
                        + "MiB then fails with status 7, and output of processes that a CMD leaves behind is "
                        + "discarded.",
                "Ctrl-C ends a command that is waiting, which then fails with status 130. If none is waiting, or if "
                        + "Ctrl-C is pressed again before the command has ended, it ends the batch.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a few commands in one go",
                        "printf 'mq create jobs\\nmq send jobs \"a b\" -p 3\\nmq recv jobs --lines\\n' | ipcctl batch"),
                new Example("with the result of each",
                        "printf 'mq create jobs\\nmq recv nope\\nmq stat jobs\\n' | ipcctl batch --keep-going --format "
                                + "ndjson")
                        .exits(3));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        String path = args.get(file);
        boolean readsStdin = path == null || path.equals("-");
        CtrlC ctrlC = CtrlC.endsWhatWaits();
        try (ctrlC;
             Fd lines = readsStdin ? context.stdin() : opened(path);
             Batch batch = new Batch(commands.get(), new RecordReader(lines, '\n', Batch.LONGEST_LINE),
                     readsStdin || isSameStream(lines, context.stdin()),
                     args.get(keepGoing), context)) {
            return context.isFormatGiven() ? batch.runForRows() : batch.runForPeople();
        }
    }

    private static Fd opened(String path) {
        try {
            return Fd.open(path, Fd.O_RDONLY, 0);
        } catch (KernelException e) {
            throw e.is(Errno.ENOENT) ? e.because("no such file")
                    .advise("FILE has a command on each line; without FILE, they are read from standard input.") : e;
        }
    }

    /** {@code batch /dev/stdin}: a regular file that is opened twice is read twice, and anything else is shared. */
    private static boolean isSameStream(Fd lines, Fd stdin) {
        FileStatus one = lines.status();
        FileStatus other = stdin.status();
        return one.kind() != FileStatus.Kind.REGULAR && one.inode() == other.inode() && one.device() == other.device();
    }
}
