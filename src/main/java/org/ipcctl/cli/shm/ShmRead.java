package org.ipcctl.cli.shm;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.ProgressOption;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.cli.sync.LockOption;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.shm.ShmReader;

/** {@code ipcctl shm read}. */
final class ShmRead extends Command {
    private record Piece(String name, long offset, Received payload) {
    }

    private static final Schema<Piece> SCHEMA = Schema.<Piece>single(
            Column.of("name", Type.TEXT, "the object's name, with its slash", p -> Value.of(p.name())),
            Column.of("offset_bytes", Type.SIZE, "where in the object payload begins", p -> Value.of(p.offset())))
            .with(Piece::payload, Received.SIZE.saying("the length of payload"), Received.ENCODING,
                    Received.PAYLOAD.saying("the bytes"));
    private static final int MOST_AT_ONCE = 1 << 26;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Arg<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME",
            "The object, with or without its leading slash.");
    private final Arg<Long> offset = optOr(ValueType.OFFSET, 0L,
            "Begin at byte OFFSET of the object, decimal or as 0x40.", "--offset").formerly("-o");
    private final Arg<Long> length = opt(ValueType.SIZE, "Read SIZE bytes (default: all to the end of the object).",
            "--length").formerly("-n");
    private final Arg<DataAs> as = optOr(ValueType.choice("FORM", DataAs.class), DataAs.RAW,
            "Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.", "--as");
    private final LayoutOptions layout = LayoutOptions.reading(this);
    private final ProgressOption progress = new ProgressOption(this);
    private final Arg<Duration> watch = flagOrOpt(ValueType.DURATION, INTERVAL,
            "Print the bytes again whenever they have changed, until Ctrl-C; look every DUR (default 100ms; written "
                    + "with =).",
            "-w", "--watch");
    private final Arg<Duration> interval = opt(ValueType.DURATION, "With --watch, look every DUR, as --watch=DUR does.",
            "--interval").rare();
    private final LockOption lock = new LockOption(this, "the lock is not free, or with --watch nothing changes");
    private final WaitOptions wait = lock.waitOptions();

    @Override
    protected Schema<?> schema() {
        return SCHEMA;
    }

    @Override
    protected Schema<?> schema(Args args) {
        return layout.in(args).schemaOr(SCHEMA);
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Writes the bytes to standard output as they are; with --format, a row that contains them; with "
                        + "--layout, a row with a column for each field. If the object is too short for --offset, "
                        + "--length or --layout, that is an error, and nothing is written. On a terminal, a newline "
                        + "is added to bytes that do not end with one.",
                "An object has the size that it was created with, so a text in it may be followed by zeros.",
                ProgressOption.HELP,
                "--watch prints the bytes, and prints them again each time they have changed; a change that is "
                        + "undone before the next look is not seen. Rows of a layout are then lines of JSON, unless "
                        + "another format is given. It ends with status 3 when the object is removed, and with 141 "
                        + "when the reader of its output exits. --lock is held only while the bytes are read.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the whole content", "ipcctl shm read photo >photo.jpg")
                        .after("ipcctl shm create photo --size 100K"),
                new Example("four bytes at offset 8", "ipcctl shm read samples --offset 8 --length 4 --as hex")
                        .after("ipcctl shm create samples --size 64"),
                new Example("the text up to the first zero", "ipcctl shm read message | tr '\\0' '\\n' | head -n 1")
                        .after("ipcctl shm write message 'it works' --create --size 64"),
                new Example("one field of a C struct, while no process writes",
                        "ipcctl shm read sensor --layout 'struct { float temperature; int updated; "
                                + "}' --field temperature --lock sem:sensor --init 1")
                        .after("ipcctl shm create sensor --size 8"),
                new Example("the next three values",
                        "ipcctl shm read sensor --layout temperature:f32,updated:i32 --watch | head -n 3")
                        .after("ipcctl shm create sensor --size 8",
                                "for i in 1 2 3 4 5; do sleep 0.4; ipcctl shm write sensor --layout "
                                        + "temperature:f32,updated:i32 updated=$i; done &"));
    }

    @Override
    protected int run(Args args, Context context) throws Exception {
        check(args, context);
        try (SharedMemory memory = SharedMemory.open(args.get(name), SharedMemory.Access.READ)) {
            if (args.has(watch)) {
                Duration pause = args.get(args.has(interval) ? interval : watch);
                new ShmWatch(memory, pause, () -> wait.deadline(args), context).run(() -> bytes(args, memory, context),
                        out(args, context));
            } else if (isRaw(args, context)) {
                lock.around(args, context, () -> copy(args, context, reader(args, memory)));
            } else if (layout.in(args).isGiven()) {
                layout.in(args).show(bytes(args, memory, context), context);
            } else {
                try (ShmOutput out = out(args, context)) {
                    out.put(bytes(args, memory, context));
                }
            }
            return 0;
        } catch (OutOfRangeException e) {
            throw ShmCommands.failure(e);
        }
    }

    private void check(Args args, Context context) {
        lock.check(args);
        if (progress.isGiven(args) && (args.has(watch) || !isRaw(args, context))) {
            throw new UsageException(
                    "--progress is for a single copy of unchanged bytes, so it cannot be combined with --watch, "
                            + "--as, --layout and --format");
        } else if (args.has(interval) && !args.has(watch)) {
            throw new UsageException("--interval is for --watch");
        } else if (layout.in(args).isGiven() && (args.has(as) || args.has(length))) {
            throw new UsageException(
                    "--layout defines the length and the format, so it cannot be combined with --length and --as");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).rows();
        }
    }

    private boolean isRaw(Args args, Context context) {
        return !layout.in(args).isGiven() && !context.isFormatGiven() && args.get(as) == DataAs.RAW;
    }

    private int copy(Args args, Context context, ShmReader reader) throws IOException {
        long all = reader.remaining();
        progress.during(() -> reader.copyTo(context.stdout()), args, context, () -> all - reader.remaining(), all,
                context.stdout());
        if (all > 0 && context.stdout().isTerminal() && reader.last() != '\n') {
            context.out().write('\n');
        }
        return 0;
    }

    private ShmReader reader(Args args, SharedMemory memory) {
        return new ShmReader(memory, args.get(offset),
                layout.in(args).isGiven() ? layout.in(args).layout().size() : args.has(length) ? args.get(length) : -1);
    }

    /** What is asked for, as it is at one moment if all others take the lock. */
    private byte[] bytes(Args args, SharedMemory memory, Context context) throws Exception {
        byte[][] read = new byte[1][];
        lock.around(args, context, () -> {
            if (layout.in(args).isGiven()) {
                layout.in(args).check(args.get(name), Math.max(0, memory.size() - args.get(offset)));
            }
            ShmReader reader = reader(args, memory);
            if (reader.remaining() > MOST_AT_ONCE) {
                throw new CommandFailure(ExitCode.LIMIT, "", reader.remaining() + " bytes are too many for one text",
                        "Choose " + MOST_AT_ONCE + " at most with --offset and --length, or read them as they are.");
            }
            read[0] = reader.all();
            return 0;
        });
        return read[0];
    }

    private ShmOutput out(Args args, Context context) {
        if (layout.in(args).isGiven() && layout.in(args).wantsBareValue(context)) {
            return ShmOutput.bytes(context.stdout(), bytes -> layout.in(args).line(bytes));
        } else if (layout.in(args).isGiven()) {
            return ShmOutput.rows(context.stream(layout.in(args).rows().schema().asList()), Function.identity());
        } else if (context.isFormatGiven()) {
            return ShmOutput.rows(args.has(watch) ? context.stream(SCHEMA.asList()) : context.rows(SCHEMA),
                    bytes -> new Piece(args.get(name), args.get(offset), new Received(bytes, args.get(as))));
        }
        boolean onTerminal = context.stdout().isTerminal();
        return ShmOutput.bytes(context.stdout(), bytes -> args.get(as).alone(bytes, onTerminal));
    }
}
