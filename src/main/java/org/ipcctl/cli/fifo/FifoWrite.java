package org.ipcctl.cli.fifo;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.FifoWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;

/** {@code ipcctl fifo write}. */
final class FifoWrite extends Command {
    private final Arg<String> path = arg(ValueType.FIFO, "PATH", "The FIFO.");
    private final Arg<List<String>> words = args(ValueType.TEXT.labelled("DATA"), "DATA",
            "The bytes to write, as they are typed and without a newline; - or none: standard input. With --layout any number of "
                    + "FIELD=VALUE.",
            0);
    private final LayoutOptions layout = LayoutOptions.writing(this);
    private final WaitOptions wait = waitOptions("no process opens the FIFO for reading, or none makes room in it, in time");

    @Override
    protected List<String> description() {
        return List.of("Waits until a process has the FIFO open for reading, then writes. Bytes count as written when they are in the "
                + "FIFO; what its readers have not read is lost when the last of them closes it.",
                "--timeout bounds the wait for a reader and each wait for room. Standard input may take its time, even with --nonblock. DATA of at most 4096 "
                        + "bytes is never mixed with what others write. "
                        + "Standard input is written as it comes, in pieces that know nothing of lines: where several write to one FIFO, their lines "
                        + "tear, short ones too. Have each line written as DATA, or send lines as messages, 'mq send --lines'. When the last reader leaves "
                        + "before all is written, that is an error that tells how much was.",
                "With --layout one record is written, as long as the layout; fields that are not named are zero.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("one word", "ipcctl fifo write /tmp/jobs 'resize cat.png'").after("mkfifo /tmp/jobs", "cat /tmp/jobs &"),
                new Example("a stream", "tar c . | ipcctl fifo write /tmp/archive").after("mkfifo /tmp/archive", "tar t </tmp/archive &"),
                new Example("at most two seconds for a reader to come", "echo hi | ipcctl fifo write /tmp/jobs --timeout 2s")
                        .after("mkfifo /tmp/jobs", "cat /tmp/jobs &"));
    }

    @Override
    protected int run(Args args, Context context) {
        byte[] typed = typed(args);
        boolean fromStdin = typed == null;
        if (fromStdin) {
            // Reads nothing, but a stdin that is closed or a directory is told now and not when a reader has come.
            context.stdin().read(ByteBuffer.allocateDirect(0));
        }
        try (Fifo fifo = Fifo.at(args.get(path));
             FifoWriter writer = open(args, fifo)) {
            if (fromStdin) {
                writer.writeFrom(context.stdin());
            } else {
                writer.write(ByteBuffer.allocateDirect(typed.length).put(typed).flip());
            }
            return 0;
        }
    }

    /** The bytes that the command line has; null where they come from standard input. */
    private byte[] typed(Args args) {
        if (layout.in(args).isGiven()) {
            return layout.in(args).bytes(args.get(words));
        } else if (args.get(words).size() > 1) {
            throw new UsageException("unexpected argument '" + args.get(words).get(1) + "'; FIELD=VALUE needs --layout");
        }
        return args.get(words).isEmpty() || args.get(words).get(0).equals("-") ? null : OsString.encode(args.get(words).get(0));
    }

    private FifoWriter open(Args args, Fifo fifo) {
        try {
            return fifo.openWriter(wait.deadline(args));
        } catch (KernelException e) {
            // open(args, 2) says ENXIO where it would have to wait for a reader.
            throw e.is(Errno.ENXIO) ? new CommandFailure(ExitCode.WOULD_BLOCK, fifo.path(),
                    "no process has it open for reading (open: ENXIO)", "Start the reader first, or wait for it with --timeout.") : e;
        }
    }
}
