package org.ipcctl.cli.shm;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.format.HexDump;
import org.ipcctl.shm.OutOfRangeException;
import org.ipcctl.shm.SharedMemory;
import org.ipcctl.shm.SharedMemoryKind;
import org.ipcctl.shm.ShmReader;

/** {@code ipcctl shm dump}. */
final class ShmDump extends Command {
    private final Arg<String> name = arg(ObjectName.of(SharedMemoryKind.KIND), "NAME",
            "The object, with or without its leading slash.");
    private final Arg<Long> offset = optOr(ValueType.OFFSET, 0L,
            "Begin at byte OFFSET of the object, decimal or as 0x40.", "--offset").formerly("-o");
    private final Arg<Long> length = optOr(ValueType.SIZE, -1L,
            "Show SIZE bytes (default: all to the end of the object).", "--length").formerly("-n");
    private final Arg<Boolean> all = flag("Show repeated lines, too, instead of a '*'.", "-a",
            "--all");

    @Override
    protected List<String> description() {
        return List.of(
                "Each line has the offset and sixteen bytes in hexadecimal and in ASCII, as printed by hexdump -C; "
                        + "the last line is the offset of the end.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("look at the first line", "ipcctl shm dump samples --length 16")
                        .after("ipcctl shm create samples --size 64"),
                new Example("page through a large one", "ipcctl shm dump photo | less")
                        .after("ipcctl shm create photo --size 4K"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (SharedMemory memory = SharedMemory.open(args.get(name), SharedMemory.Access.READ)) {
            ShmReader reader = new ShmReader(memory, args.get(offset), args.get(length));
            HexDump.all(reader::next, reader.offset(), !args.get(all), context.stdout()::writeFully);
            return 0;
        } catch (OutOfRangeException e) {
            throw ShmCommands.failure(e);
        }
    }
}
