package org.ipcctl.cli.fifo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.fifo.Fifo;
import org.ipcctl.fifo.FifoReader;
import org.ipcctl.fifo.FifoSource;
import org.ipcctl.fifo.LineReader;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.relay.FlushOnExit;

/** {@code ipcctl fifo read}. */
final class FifoRead extends Command {
    private static final int BUFFER = 1 << 17;

    private final Arg<String> path = arg(ValueType.FIFO, "PATH", "The FIFO.");
    private final Arg<Boolean> keepOpen = flag("When the last writer has closed the FIFO, wait for the next one.",
            "--keep-open").formerly("-k");
    private final Arg<Long> lines = opt(ValueType.integer("N", 0, Long.MAX_VALUE), "Stop after N lines.", "--lines")
            .formerly("-n");
    private final Arg<Boolean> nul = flag("Lines end with a NUL byte, not with a newline.", "-0", "--null");
    private final Arg<Long> bytes = opt(ValueType.SIZE, "Stop after SIZE bytes.", "--bytes").formerly("-c");
    private final LayoutOptions layout = LayoutOptions.reading(this);
    private final ProgressOption progress = new ProgressOption(this);
    private final WaitOptions wait = waitOptions("no process opens the FIFO for writing, or no data arrives, in "
            + "time");

    @Override
    protected List<String> description() {
        return List.of(
                "Waits until a process has the FIFO open for writing, then copies what arrives to standard output "
                        + "until the last writer has closed it, even if fewer lines or bytes came than were "
                        + "requested.",
                "--timeout limits the wait for a writer and each wait for data; what came before is printed. With "
                        + "--keep-open both are one wait, for the next data from any writer. What was read from the "
                        + "FIFO is printed even if a signal ends ipcctl; of an incomplete record, the bytes are "
                        + "shown.",
                "With --lines and --bytes no more is read from the FIFO than is printed, so the next reader finds "
                        + "the rest, as long as a process has the FIFO open. If several 'fifo read --lines' read one "
                        + "FIFO, each gets whole lines.",
                ProgressOption.HELP,
                "With --layout the FIFO carries records, one after the other, and each is a row as soon as it is "
                        + "complete: a line of JSON unless another --format "
                        + "is given. A last record that is cut off is an error.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("everything from one writer", "ipcctl fifo read /tmp/archive | tar t")
                .after("mkfifo /tmp/archive", "tar c . >/tmp/archive &"),
                new Example("one job, or none within a second",
                        "job=$(ipcctl fifo read /tmp/jobs --lines 1 --timeout 1s)")
                        .after("mkfifo /tmp/jobs", "echo 'resize cat.png' >/tmp/jobs &"),
                new Example("the floats that a C program writes",
                        "ipcctl fifo read /tmp/values --layout value:f32 --field value")
                        .after("ipcctl mkfifo /tmp/values",
                                "ipcctl fifo write /tmp/values --layout value:f32 value=23.5 &"),
                new Example("a log of all writers, until Ctrl-C", "ipcctl fifo read /tmp/log --keep-open >>log.txt")
                        .after("mkfifo /tmp/log", "{ echo started >/tmp/log; interrupt; } &").exits(130));
    }

    @Override
    protected boolean printsRows(Args args) {
        return layout.in(args).isGiven();
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (layout.in(args).isGiven() && args.get(lines) != null) {
            throw new UsageException(
                    "--layout reads records of its own length, so it cannot be combined with --lines; "
                            + "--bytes limits it");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).rows();
        }
        if (args.get(lines) != null && args.get(bytes) != null) {
            throw new UsageException("--lines and --bytes cannot be combined");
        } else if (args.get(nul) && args.get(lines) == null) {
            throw new UsageException("--null says how lines end and needs --lines");
        }
        try (Fifo fifo = Fifo.at(args.get(path))) {
            boolean nothing = args.get(lines) != null && args.get(lines) == 0
                    || args.get(bytes) != null && args.get(bytes) == 0;
            if (!nothing) {
                copy(args, fifo, context);
            }
            return 0;
        }
    }

    private void copy(Args args, Fifo fifo, Context context) throws IOException {
        Fd to = context.stdout();
        try (FifoReader reader = fifo.openReader(wait.deadline(args), to).keepOpen(args.get(keepOpen))) {
            progress.during(() -> copy(args, fifo, reader, context), args, context, reader::taken,
                    args.get(bytes) == null ? -1 : args.get(bytes), to);
        }
    }

    private void copy(Args args, Fifo fifo, FifoReader reader, Context context) throws IOException {
        long limit = args.get(bytes) == null ? Long.MAX_VALUE : args.get(bytes);
        if (layout.in(args).isGiven()) {
            new FifoRecords(fifo.path(), layout.in(args), context).copy(reader, limit);
        } else if (args.get(lines) == null) {
            copyBytes(reader, context.stdout(), limit);
        } else {
            copyLines(args, reader, context.stdout());
        }
    }

    private static void copyBytes(FifoReader reader, Fd to, long limit) {
        long remaining = limit;
        try (FlushOnExit last = new FlushOnExit(new Outlet(to), () -> {}, reader::endWaits)) {
            boolean more = true;
            while (more && remaining > 0) {
                long count;
                last.begin();
                try {
                    count = reader.moveTo(to, remaining);
                } finally {
                    last.end();
                }
                remaining -= count;
                more = count > 0 || reader.await();
            }
        }
    }

    private void copyLines(Args args, FifoReader reader, Fd to) {
        try (LineReader lineReader = new LineReader(reader, args.get(lines), (byte) (args.get(nul) ? 0 : '\n'))) {
            copy(lineReader, to);
        }
    }

    /** No more is taken than there is room for where it goes. */
    private static void copy(FifoSource source, Fd to) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        Outlet outlet = new Outlet(to);
        try (FlushOnExit last = new FlushOnExit(outlet)) {
            boolean more = true;
            while (more) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), outlet.awaitRoom()));
                int count;
                last.begin();
                try {
                    count = source.take(buffer);
                    to.writeFully(buffer.flip());
                } finally {
                    last.end();
                }
                more = count > 0 || source.await();
            }
        }
    }
}
