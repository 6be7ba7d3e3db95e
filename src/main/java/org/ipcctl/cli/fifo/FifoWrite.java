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
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.FifoWriter;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.OsString;
import org.ipcctl.relay.RecordReader;
import org.ipcctl.relay.RecordTooLongException;

/** {@code ipcctl fifo write}. */
final class FifoWrite extends Command {
    /** Bytes of a record that has to be in memory. */
    private static final int LONGEST = 1 << 24;

    private final Arg<String> path = arg(ValueType.FIFO, "PATH", "The FIFO.");
    private final Arg<List<String>> words = args(ValueType.TEXT.labelled("DATA"), "DATA",
            "The bytes to write, as typed, without a newline; standard input if - or missing. With --layout, any "
                    + "number of FIELD=VALUE.",
            0);
    private final Arg<Boolean> lines = flag(
            "Write each line of standard input in one piece, so that no other writer's bytes get into it.", "-l",
            "--lines");
    private final Arg<Boolean> nul = flag("The same for NUL-terminated records.", "-0", "--null");
    private final Arg<Boolean> allowLong = flag(
            "With --lines or --null, also write records longer than 4096 bytes, which may be torn, and warn about "
                    + "the first one.",
            "--allow-long").rare();
    private final LayoutOptions layout = LayoutOptions.writing(this);
    private final ProgressOption progress = new ProgressOption(this);
    private final WaitOptions wait = waitOptions(
            "no process opens the FIFO for reading, or makes room in it, in time");

    @Override
    protected List<String> description() {
        return List.of(
                "Waits until a process has the FIFO open for reading, then writes. Bytes count as written once they "
                        + "are in the FIFO; what its readers have not read is lost when the last of them closes it.",
                "--timeout limits the wait for a reader and each wait for room. Standard input may take its time, "
                        + "even with --nonblock. If the last reader leaves before everything is written, that is an "
                        + "error, and the message says how much was.",
                "A piece of at most 4096 bytes (PIPE_BUF) is never mixed with what others write to the FIFO: DATA is "
                        + "one piece, and with --lines or --null so is each record with the byte that ends it, which "
                        + "is added to a last record without one. A longer record is an error with exit status 7, "
                        + "unless --allow-long is given. What was not written stays in standard input for the next "
                        + "process that reads it, even if a signal ends ipcctl; after SIGKILL, some of what was "
                        + "written may still be there, too. Without these options standard input is written as it "
                        + "comes, in pieces that ignore lines, which is faster; but if several processes write to one "
                        + "FIFO, their lines may then be torn, even short ones.",
                ProgressOption.HELP,
                "With --layout one record is written, as long as the layout; fields not named are zero.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("one word", "ipcctl fifo write /tmp/jobs 'resize cat.png'").after("mkfifo /tmp/jobs",
                        "cat /tmp/jobs &"),
                new Example("a stream", "tar c . | ipcctl fifo write /tmp/archive").after("mkfifo /tmp/archive",
                        "tar t </tmp/archive &"),
                new Example("lines that stay whole, even with other writers",
                        "seq 10 | ipcctl fifo write /tmp/log --lines")
                        .after("mkfifo /tmp/log", "cat /tmp/log &"),
                new Example("wait at most two seconds for a reader",
                        "echo hi | ipcctl fifo write /tmp/jobs --timeout 2s")
                        .after("mkfifo /tmp/jobs", "cat /tmp/jobs &"));
    }

    @Override
    protected int run(Args args, Context context) {
        byte[] typed = typed(args);
        check(args, typed == null);
        if (typed == null) {
            // Reads nothing, but a stdin that is closed or a directory is told now and not when a reader has come.
            context.stdin().read(ByteBuffer.allocateDirect(0));
        }
        try (Fifo fifo = Fifo.at(args.get(path));
             FifoWriter writer = open(args, fifo)) {
            long size = typed == null ? context.stdin().bytesLeft() : typed.length;
            progress.during(() -> write(args, context, typed, writer), args, context, writer::written, size,
                    context.stdin());
            return 0;
        }
    }

    private void write(Args args, Context context, byte[] typed, FifoWriter writer) {
        if (typed != null) {
            writer.write(ByteBuffer.allocateDirect(typed.length).put(typed).flip());
        } else if (isCut(args)) {
            writeRecords(args, context, writer);
        } else {
            writer.writeFrom(context.stdin());
        }
    }

    private boolean isCut(Args args) {
        return args.get(lines) || args.get(nul);
    }

    private void check(Args args, boolean readsStdin) {
        if (args.get(lines) && args.get(nul)) {
            throw new UsageException("--lines and --null cannot be combined");
        } else if (isCut(args) && !readsStdin) {
            throw new UsageException("--lines and --null split standard input, and "
                    + (layout.in(args).isGiven() ? "--layout writes one record" : "DATA is one piece"));
        } else if (args.get(allowLong) && !isCut(args)) {
            throw new UsageException("--allow-long is for records of --lines or --null");
        }
    }

    private void writeRecords(Args args, Context context, FifoWriter writer) {
        long longest = args.get(allowLong) ? LONGEST : FifoWriter.ATOMIC;
        Fd stdin = context.stdin();
        boolean warned = false;
        try (RecordReader records = RecordReader.sparing(stdin, args.get(nul) ? 0 : '\n', longest)) {
            writer.beforeWait(records::settle);
            for (ByteBuffer record = records.nextWithDelimiter(); record != null; record = records
                    .nextWithDelimiter()) {
                int length = record.remaining();
                if (length > longest) {
                    throw tooLong(args, stdin, length, "", writer);
                } else if (length > FifoWriter.ATOMIC && !warned) {
                    warned = true;
                    context.warn(stdin.name() + ": a record of " + length + " bytes is longer than " + FifoWriter.ATOMIC
                            + " bytes, so bytes of other processes may come in between; further ones are not "
                            + "reported");
                }
                writer.writeRecord(record);
            }
        } catch (RecordTooLongException e) {
            throw tooLong(args, stdin, e.length() + 1, e.isExact() ? "" : "more than ", writer);
        }
    }

    private CommandFailure tooLong(Args args, Fd stdin, long length, String more, FifoWriter writer) {
        String reason = "a record of " + more + length + " bytes, with the byte that ends it, is longer than the ";
        String before = "; " + writer.records() + (writer.records() == 1 ? " record" : " records") + " went in before";
        return args.get(allowLong)
                ? new CommandFailure(ExitCode.LIMIT, stdin.name(), reason + LONGEST + " that one can have" + before,
                        null)
                : new CommandFailure(ExitCode.LIMIT, stdin.name(),
                        reason + FifoWriter.ATOMIC + " that go into a FIFO in one piece" + before,
                        "Write it anyway with --allow-long, or send messages with 'ipcctl mq send --lines'.");
    }

    /** The bytes that the command line has; null where they come from standard input. */
    private byte[] typed(Args args) {
        if (layout.in(args).isGiven()) {
            return layout.in(args).bytes(args.get(words));
        } else if (args.get(words).size() > 1) {
            throw new UsageException(
                    "unexpected argument '" + args.get(words).get(1) + "'; FIELD=VALUE needs --layout");
        }
        return args.get(words).isEmpty() || args.get(words).get(0).equals("-") ? null
                : OsString.encode(args.get(words).get(0));
    }

    private FifoWriter open(Args args, Fifo fifo) {
        try {
            return fifo.openWriter(wait.deadline(args));
        } catch (KernelException e) {
            // open(args, 2) says ENXIO where it would have to wait for a reader.
            throw e.is(Errno.ENXIO) ? new CommandFailure(ExitCode.WOULD_BLOCK, fifo.path(),
                    "no process has it open for reading (open: ENXIO)",
                    "Start the reader first, or wait for it with --timeout.") : e;
        }
    }
}
