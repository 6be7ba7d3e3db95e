package org.ipcctl.cli.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.convert.DataAs;
import org.ipcctl.format.Payload;
import org.ipcctl.kernel.Fd;
import org.ipcctl.result.Column;
import org.ipcctl.result.Result;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.ShmReader;

/** {@code ipcctl shm read}. */
final class ShmRead extends Leaf {
    private static final int MOST_AT_ONCE = 1 << 26;
    private static final Schema SCHEMA = Schema.single(
            Column.of("name", Type.TEXT, "the object's name, with its slash"),
            Column.of("offset_bytes", Type.SIZE, "where in the object payload begins"),
            Column.of("size_bytes", Type.SIZE, "the length of payload"),
            Column.of("encoding", Type.TEXT, "what payload is: utf-8 as it is, base64, or what --as asked for"),
            Column.of("payload", Type.TEXT, "the bytes"));

    private final Opt<String> name = arg(ObjectName.SHM, "NAME", "The object, with or without its leading slash.");
    private final ShmRange range = new ShmRange(
            optOr(Kind.OFFSET, 0L, ShmRange.OFFSET_HELP, "-o", "--offset"),
            opt(Kind.SIZE, "Read SIZE bytes (default: all to the end of the object).", "-n", "--length"));
    private final Opt<DataAs> as = optOr(Kind.choice("FORM", DataAs.class), DataAs.RAW,
            "Write the bytes raw (as they are), as text (a line, safe for a terminal), hex or base64.", "--as");

    @Override
    protected Schema schema() {
        return SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("Writes the bytes as they are to standard output, or with --format a row that holds them. An object that is shorter "
                + "than --offset and --length ask for is an error, and nothing is written then.",
                "An object has the size that it was created with, so a text in it may be followed by zeros.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("all of it", "ipcctl shm read photo >photo.jpg").after("ipcctl shm create photo --size 100K"),
                new Example("four bytes at offset 8", "ipcctl shm read samples --offset 8 --length 4 --as hex")
                        .after("ipcctl shm create samples --size 64"),
                new Example("the text up to the first zero", "ipcctl shm read message | tr '\\0' '\\n' | head -n 1")
                        .after("ipcctl shm create message --size 64"));
    }

    @Override
    protected int run(Context context) throws IOException {
        try (SharedMemory memory = SharedMemory.open(name.get(), SharedMemory.Access.READ)) {
            ShmReader reader = range.of(memory);
            if (context.isFormatGiven()) {
                showRow(reader, context);
            } else if (as.get() != DataAs.RAW) {
                write(ByteBuffer.wrap(as.get().encode(all(reader))), context.stdout());
                write(ByteBuffer.wrap(new byte[] {'\n'}), context.stdout());
            } else {
                copy(reader, context.stdout());
            }
            return 0;
        } catch (OutOfRangeException e) {
            throw ShmRange.failure(e);
        }
    }

    private static void copy(ShmReader reader, Fd to) {
        ByteBuffer block = reader.next();
        while (block != null) {
            to.writeFully(block);
            block = reader.next();
        }
    }

    private void showRow(ShmReader reader, Context context) throws IOException {
        long offset = reader.offset();
        byte[] bytes = all(reader);
        boolean encode = as.get() != DataAs.RAW;
        context.show(Result.of(SCHEMA.row(Value.of(name.get()), Value.of(offset), Value.of(bytes.length),
                Value.of(encode ? as.get().name().toLowerCase(Locale.ROOT) : Payload.encoding(bytes)),
                Value.of(encode ? new String(as.get().encode(bytes), StandardCharsets.UTF_8) : Payload.text(bytes)))));
    }

    private static byte[] all(ShmReader reader) {
        if (reader.remaining() > MOST_AT_ONCE) {
            throw new CommandFailure(ExitCode.LIMIT, "", reader.remaining() + " bytes are too many for one text",
                    "Choose " + MOST_AT_ONCE + " at most with --offset and --length, or read them as they are.");
        }
        byte[] all = new byte[(int) reader.remaining()];
        int at = 0;
        ByteBuffer block = reader.next();
        while (block != null) {
            int count = block.remaining();
            block.get(all, at, count);
            at += count;
            block = reader.next();
        }
        return all;
    }

    private static void write(ByteBuffer bytes, Fd to) {
        to.writeFully(ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip());
    }
}
