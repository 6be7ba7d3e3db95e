package org.ipcctl.cli.shm;

import java.nio.ByteBuffer;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Kind;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.format.HexDump;
import org.ipcctl.kernel.Fd;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.shm.ShmReader;

/** {@code ipcctl shm dump}. */
final class ShmDump extends Leaf {
    private static final int BUFFER = 1 << 16;

    private final Opt<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME", "The object, with or without its leading slash.");
    private final Opt<Long> offset = optOr(Kind.OFFSET, 0L, "Begin at byte OFFSET of the object, decimal or as 0x40 (0).", "-o", "--offset");
    private final Opt<Long> length = optOr(Kind.SIZE, -1L, "Show SIZE bytes (default: all to the end of the object).", "-n", "--length");
    private final Opt<Boolean> all = flag("Show lines that repeat the one before, too, instead of a '*'.", "-a", "--all");

    @Override
    protected List<String> description() {
        return List.of("Each line is the offset, sixteen bytes in hexadecimal and the same as ASCII, as hexdump -C prints them; the last "
                + "line is the offset of the end.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("look at the first line", "ipcctl shm dump samples --length 16").after("ipcctl shm create samples --size 64"),
                new Example("page through a large one", "ipcctl shm dump photo | less").after("ipcctl shm create photo --size 4K"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (SharedMemory memory = SharedMemory.open(args.get(name), SharedMemory.Access.READ)) {
            dump(args, new ShmReader(memory, args.get(offset), args.get(length)), context.stdout());
            return 0;
        } catch (OutOfRangeException e) {
            throw ShmCommands.failure(e);
        }
    }

    private void dump(Args args, ShmReader reader, Fd to) {
        HexDump dump = new HexDump(reader.offset(), !args.get(all));
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        HexDump.Sink sink = text -> {
            if (buffer.remaining() < text.remaining()) {
                to.writeFully(buffer.flip());
                buffer.clear();
            }
            buffer.put(text);
        };
        ByteBuffer block = reader.next();
        while (block != null) {
            dump.put(block, sink);
            block = reader.next();
        }
        dump.finish(sink);
        to.writeFully(buffer.flip());
    }
}
