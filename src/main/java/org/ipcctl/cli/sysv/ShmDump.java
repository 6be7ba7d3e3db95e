package org.ipcctl.cli.sysv;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.format.HexDump;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmAttachment;
import org.ipcctl.sysv.ShmSegment;

/** {@code ipcctl sysv shm dump}. */
final class ShmDump extends Command {
    private final Arg<Key> key = arg(KeyName.SHM, "KEY", KeyName.help(ShmColumns.NAME));
    private final Arg<Long> offset = optOr(ValueType.OFFSET, 0L,
            "Begin at byte OFFSET of the segment, decimal or as 0x40.", "--offset").formerly("-o");
    private final Arg<Long> length = optOr(ValueType.SIZE, -1L,
            "Show SIZE bytes (default: all to the end of the segment).", "--length").formerly("-n");
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
        return List.of(new Example("look at the first line", "ipcctl sysv shm dump 0x5000 --length 16")
                .after("ipcctl sysv shm create 0x5000 --size 64"));
    }

    @Override
    protected int run(Args args, Context context) {
        try (ShmAttachment memory = ShmSegment.open(args.get(key)).attach(false)) {
            ShmRange range = ShmRange.of(args.get(key), memory, args.get(offset), args.get(length));
            long[] at = {range.from()};
            HexDump.all(() -> {
                var block = memory.block(at[0], range.to());
                at[0] += block == null ? 0 : block.remaining();
                return block;
            }, range.from(), !args.get(all), context.stdout()::writeFully);
            return 0;
        }
    }
}
