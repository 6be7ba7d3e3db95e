package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.cli.convert.Received;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.kernel.Fd;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmAttachment;
import org.ipcctl.sysv.ShmSegment;

/** {@code ipcctl sysv shm read}. */
final class ShmRead extends Command {
    private record Piece(String key, long offset, Received payload) {
    }

    private static final Schema<Piece> SCHEMA = Schema.<Piece>single(
            Column.of("key", Type.TEXT, "the segment's key, as given", p -> Value.of(p.key())),
            Column.of("offset_bytes", Type.SIZE, "where in the segment payload begins", p -> Value.of(p.offset())))
            .with(Piece::payload, Received.SIZE.saying("the length of payload"), Received.ENCODING,
                    Received.PAYLOAD.saying("the bytes"));
    private static final int MOST_AT_ONCE = 1 << 26;

    private final Arg<Key> key = arg(KeyName.SHM, "KEY", KeyName.help(ShmColumns.NAME));
    private final Arg<Long> offset = optOr(ValueType.OFFSET, 0L,
            "Begin at byte OFFSET of the segment, decimal or as 0x40.", "--offset").formerly("-o");
    private final Arg<Long> length = opt(ValueType.SIZE, "Read SIZE bytes (default: all to the end of the segment).",
            "--length").formerly("-n");
    private final Arg<DataAs> as = optOr(ValueType.choice("FORM", DataAs.class), DataAs.RAW,
            "Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.", "--as");
    private final LayoutOptions layout = LayoutOptions.reading(this);

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
                        + "--layout, a row with a column for each field. If the segment is too short for --offset, "
                        + "--length or --layout, that is an error, and nothing is written. On a terminal, a newline "
                        + "is added to bytes that do not end with one. The segment is attached read-only, and only "
                        + "while it is read.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the whole content", "ipcctl sysv shm read 0x5000 >frame")
                        .after("ipcctl sysv shm create 0x5000 --size 4K"),
                new Example("one field of a C struct, while no process writes",
                        "ipcctl sysv sem run 0x77 --init 1 -- ipcctl sysv shm read 0x5000 --layout 'struct { float "
                                + "temperature; int updated; }' --field temperature")
                        .after("ipcctl sysv shm create 0x5000 --size 4K"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (layout.in(args).isGiven() && (args.has(as) || args.has(length))) {
            throw new UsageException(
                    "--layout defines the length and the format, so it cannot be combined with --length and --as");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).rows();
        }
        try (ShmAttachment memory = ShmSegment.open(args.get(key)).attach(false)) {
            if (layout.in(args).isGiven()) {
                layout.in(args).check(args.get(key).text(), Math.max(0, memory.size() - args.get(offset)));
                layout.in(args).show(memory.bytes(args.get(offset), layout.in(args).layout().size()), context);
                return 0;
            }
            ShmRange range = ShmRange.of(args.get(key), memory, args.get(offset),
                    args.has(length) ? args.get(length) : -1);
            if (context.isFormatGiven() || args.get(as) != DataAs.RAW) {
                show(args, text(memory, range), context);
            } else {
                copy(memory, range, context);
            }
        }
        return 0;
    }

    private static byte[] text(ShmAttachment memory, ShmRange range) {
        if (range.length() > MOST_AT_ONCE) {
            throw new CommandFailure(ExitCode.LIMIT, "", range.length() + " bytes are too many for one text",
                    "Choose " + MOST_AT_ONCE + " at most with --offset and --length, or read them as they are.");
        }
        return memory.bytes(range.from(), (int) range.length());
    }

    private void show(Args args, byte[] bytes, Context context) throws IOException {
        if (context.isFormatGiven()) {
            context.show(SCHEMA, new Piece(args.get(key).text(), args.get(offset), new Received(bytes, args.get(as))));
            return;
        }
        context.out().write(args.get(as).alone(bytes, false));
    }

    private static void copy(ShmAttachment memory, ShmRange range, Context context) throws IOException {
        Fd to = context.stdout();
        long at = range.from();
        byte last = '\n';
        for (ByteBuffer block = memory.block(at, range.to()); block != null; block = memory.block(at, range.to())) {
            at += block.remaining();
            last = block.get(block.limit() - 1);
            to.writeFully(block);
        }
        if (last != '\n' && to.isTerminal()) {
            context.out().write('\n');
        }
    }
}
