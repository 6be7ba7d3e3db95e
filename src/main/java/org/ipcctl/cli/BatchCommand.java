package org.ipcctl.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.FileStatus;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.result.Schema;

/** {@code ipcctl batch}: many commands, one JVM. */
public final class BatchCommand extends Command {
    private final Arg<String> file = optionalArg(ValueType.PATH.labelled("FILE"), "FILE",
            "The commands; - or none: standard input.");
    private final Arg<Boolean> keepGoing = flag("Go on after a command that failed.", "-k", "--keep-going");
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
                "Each line is a command of ipcctl with its arguments, without the word ipcctl or with it. Words are "
                        + "quoted as in a "
                        + "shell ('...', \"...\", $'...' and backslashes), and # begins a comment; "
                        + "nothing is expanded, and what a shell "
                        + "would take for a pipe or a variable is refused outside of quotes. A line has at most 1 MiB.",
                "Commands run one after the other in this process, which saves the start of a JVM for each. Their "
                        + "output is written "
                        + "before the next line is read, so another program can write a line and read the answer. "
                        + "Standard input is empty for "
                        + "commands that come from it, and for what they run; with FILE it is ipcctl's own.",
                "Each line is like a program of its own: what a command does to its process ends with it, and a CMD "
                        + "that it runs is waited for, "
                        + "'sock recv-fd -- CMD' too.",
                "It ends at the first command that fails, or goes on with --keep-going; "
                        + "either way the exit status is that of the first "
                        + "failure. Failures are told on standard error with the number of their line. With --format "
                        + "each command is a row, "
                        + "with ndjson a line of JSON, that has its status, output and errors, those of a CMD among "
                        + "them; one that writes more than 16 MiB fails "
                        + "with status 7 "
                        + "then, and what a CMD leaves behind writes to nobody.",
                "Ctrl-C ends the command that waits, which then failed with status 130. Where none waits, and where it "
                        + "is pressed again "
                        + "before the command has ended, it ends the batch.");
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
             Fd lines = readsStdin ? context.stdin() : Fd.open(path, Fd.O_RDONLY, 0);
             Batch batch = new Batch(commands.get(), new RecordReader(lines, '\n', Batch.LONGEST_LINE),
                     readsStdin || isSameStream(lines, context.stdin()),
                     args.get(keepGoing), context)) {
            return context.isFormatGiven() ? batch.runForRows() : batch.runForPeople();
        }
    }

    /** {@code batch /dev/stdin}: a regular file that is opened twice is read twice, and anything else is shared. */
    private static boolean isSameStream(Fd lines, Fd stdin) {
        FileStatus one = lines.status();
        FileStatus other = stdin.status();
        return one.kind() != FileStatus.Kind.REGULAR && one.inode() == other.inode() && one.device() == other.device();
    }
}
