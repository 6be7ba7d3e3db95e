package org.ipcctl.cli.pipe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ProgressLine;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.format.Format;
import org.ipcctl.format.RowWriter;
import org.ipcctl.format.TableStyle;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.ExitHook;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.relay.MeteredCopy;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl pipe meter}. */
final class PipeMeter extends Command {
    /** What {@code --stats} tells; lines are negative where they were not counted. */
    private record Stats(String name, long bytes, long lines, long nanos, String end) {
    }

    private static final Schema<Stats> STATS = Schema.<Stats>single(
            Column.of("name", Type.TEXT, "the value of --name", s -> Value.of(s.name())),
            Column.of("size_bytes", Type.SIZE, "bytes transferred", s -> Value.of(s.bytes())),
            Column.of("lines", Type.INTEGER, "lines, if they were counted",
                    s -> s.lines() < 0 ? Value.MISSING : Value.of(s.lines())),
            Column.of("elapsed_ns", Type.NANOSECONDS, "time from the beginning to the end", s -> Value.of(s.nanos())),
            Column.of("bytes_per_second", Type.BYTES_PER_SECOND, "the average",
                    s -> Value.of(s.bytes() * 1e9 / Math.max(1, s.nanos()))),
            Column.of("end", Type.TEXT, "why it ended", s -> Value.of(s.end())));
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);

    private final Arg<Long> size = opt(ValueType.SIZE,
            "The total size, for percentage, bar and ETA (default: the rest of a regular file); with --lines, a "
                    + "number of lines.",
            "-s", "--size");
    private final Arg<String> label = opt(ValueType.TEXT.labelled("NAME"),
            "Begin the line with NAME, to distinguish several meters.", "-N", "--name");
    private final Arg<Long> rate = opt(ValueType.SIZE, "Limit the rate to SIZE bytes a second.", "-L",
            "--rate-limit");
    private final Arg<Long> stop = opt(ValueType.SIZE, "Stop after SIZE bytes, and read no more than that.", "-S",
            "--stop-at");
    private final Arg<Boolean> lines = flag("Count lines instead of bytes, which means looking at each byte.",
            "-l", "--lines");
    private final Arg<Boolean> nul = flag("Lines end with a NUL byte, not with a newline.", "-0", "--null").rare();
    private final Arg<Boolean> stats = flag("Write a line of JSON to standard error at the end: " + ids() + ".",
            "--stats");
    private final Arg<Boolean> progress = flag("Write a new line each second if standard error is not a terminal.",
            "--progress");

    private static String ids() {
        return String.join(", ", STATS.columns().stream().map(Column::id).toList());
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Copies standard input to standard output and shows on standard error, if that is a terminal, the "
                        + "amount, the elapsed time, and the rate in the last second and on average. Nothing is "
                        + "shown if standard error is not a terminal, while a job is in the background, or with "
                        + "--quiet. Several meters in one pipeline each have a line, in their order.",
                "If one side is a pipe or FIFO, the bytes are moved within the kernel by splice(2), and the pipe is "
                        + "enlarged to 1 MiB if that is allowed. --rate-limit and --stop-at count bytes, even with "
                        + "--lines.",
                "If the reader of standard output exits, the exit status is 141, as after SIGPIPE; what had been "
                        + "read but not written is lost, as everywhere in a pipeline. If a signal ends ipcctl, what "
                        + "was read is written first.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("see how fast a pipeline is", "seq 1000000 | ipcctl pipe meter | md5sum"),
                new Example("the progress of a backup of known size",
                        "tar c . | ipcctl pipe meter --size $(du -sb . | cut -f 1) | gzip >/tmp/backup.tgz"),
                new Example("before and after a compressor",
                        "head -c 1M /dev/zero | ipcctl pipe meter --name in | gzip | ipcctl pipe meter --name out | wc "
                                + "-c"),
                new Example("no more than 2 MiB a second",
                        "head -c 1M /dev/zero | ipcctl pipe meter --rate-limit 2M >/tmp/copy"),
                new Example("figures for a script",
                        "seq 1000 | ipcctl pipe meter --lines --stats 2>stats.json >/dev/null"));
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("TERM", "If it is dumb, the progress of a transfer is not shown.");
    }

    @Override
    protected int run(Args args, Context context) {
        if (args.get(nul) && !args.get(lines)) {
            throw new UsageException("--null says how lines end and needs --lines");
        } else if (args.has(rate) && args.get(rate) == 0) {
            throw new UsageException("--rate-limit 0 would let nothing through");
        }
        Fd from = context.stdin();
        // Reads nothing, but a stdin that is closed or a directory is told now.
        from.read(ByteBuffer.allocateDirect(0));
        int line = !args.get(lines) ? -1 : args.get(nul) ? 0 : '\n';
        long limit = args.has(rate) ? args.get(rate) : 0;
        long most = args.has(stop) ? args.get(stop) : Long.MAX_VALUE;
        long all = size(args, from, most);
        try (MeteredCopy copy = new MeteredCopy(from, context.stdout(), limit, line);
             Telling telling = new Telling(args, context, copy, all)) {
            telling.end = "failure";
            try {
                telling.end = copy.run(most) ? "end of input" : "--stop-at";
            } catch (KernelException e) {
                telling.end = e.is(Errno.EPIPE) ? "reader gone" : "failure";
                throw e;
            }
        }
        return 0;
    }

    private long size(Args args, Fd from, long most) {
        long known = args.has(size) ? args.get(size) : args.get(lines) ? -1 : from.bytesLeft();
        return known < 0 && args.has(stop) && !args.get(lines) ? most : args.get(lines) ? known : Math.min(known, most);
    }

    private ProgressLine.Subject subject(Args args, MeteredCopy copy, long all) {
        return new ProgressLine.Subject(args.get(lines) ? copy::lines : copy::bytes, args.get(lines) ? "lines" : null,
                all, args.get(label), args.get(progress), FIRST_LOOK, true);
    }

    /** What one call tells: the line while it goes on, and the figures at its end, also where a signal brings that. */
    private final class Telling implements AutoCloseable {
        private final Args args;
        private final Context context;
        private final MeteredCopy copy;
        private final ProgressLine line;
        private final long began = System.nanoTime();
        private final ExitHook atEnd;
        private volatile String end;
        private boolean told;

        Telling(Args args, Context context, MeteredCopy copy, long all) {
            this.args = args;
            this.context = context;
            this.copy = copy;
            this.line = ProgressLine.of(context, subject(args, copy, all));
            this.atEnd = args.get(stats) ? ExitHook.run("figures", () -> tell("signal")) : null;
        }

        private synchronized void tell(String why) {
            if (line != null) {
                line.end();
            }
            if (told || !args.get(stats)) {
                return;
            }
            told = true;
            Stats all = new Stats(args.get(label), copy.bytes(), args.get(lines) ? copy.lines() : -1,
                    System.nanoTime() - began, why);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            try (RowWriter<Stats> row = Format.NDJSON.open(STATS, TableStyle.DEFAULT, text)) {
                row.write(all);
            } catch (IOException inMemory) {
                throw new IllegalStateException(inMemory);
            }
            context.progress(text.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            tell(end);
            if (line != null) {
                line.close();
            }
            if (atEnd != null) {
                atEnd.close();
            }
        }
    }
}
