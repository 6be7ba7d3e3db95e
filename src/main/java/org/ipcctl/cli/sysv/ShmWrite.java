package org.ipcctl.cli.sysv;

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
import org.ipcctl.cli.convert.DataFrom;
import org.ipcctl.cli.layout.LayoutOptions;
import org.ipcctl.cli.shm.ShmData;
import org.ipcctl.layout.Assignment;
import org.ipcctl.shm.ShmInput;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.ShmAttachment;
import org.ipcctl.sysv.ShmSegment;

/** {@code ipcctl sysv shm write}. */
final class ShmWrite extends Command {
    private final Arg<Key> key = arg(KeyName.SHM, "KEY", KeyName.help(ShmColumns.NAME));
    private final Arg<List<String>> words = args(ValueType.TEXT.labelled("DATA"), "DATA",
            "The bytes to write, as typed, without a newline; standard input if - or missing. With --layout, any "
                    + "number of FIELD=VALUE.",
            0);
    private final Arg<Long> offset = optOr(ValueType.OFFSET, 0L,
            "Begin at byte OFFSET of the segment, decimal or as 0x40.", "--offset").formerly("-o");
    private final Arg<DataFrom> from = optOr(ValueType.choice("FORM", DataFrom.class), DataFrom.TEXT,
            "Read DATA or standard input as text (unchanged), hex or base64.", "--from");
    private final LayoutOptions layout = LayoutOptions.writing(this);

    @Override
    protected List<String> description() {
        return List.of(
                "A segment keeps its size and its other bytes. Data that do not fit are refused with exit status 7: "
                        + "before anything is written if the amount is known (DATA, a file, or up to 1 MiB); "
                        + "otherwise the error says how much was written. With --layout only the bytes of the named "
                        + "fields are written.",
                "A process that reads at the same time may see a mix of old and new bytes, unless both sides take "
                        + "the same lock, as with 'sysv sem run'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a text at the beginning", "ipcctl sysv shm write 0x5000 hello")
                        .after("ipcctl sysv shm create 0x5000 --size 4K"),
                new Example("two fields of a C struct, while no process reads", "ipcctl sysv sem run 0x77 --init 1 -- "
                        + "ipcctl sysv shm write 0x5000 --layout 'struct { float temperature; int updated; "
                        + "}' temperature=23.5 updated=1")
                        .after("ipcctl sysv shm create 0x5000 --size 4K"));
    }

    @Override
    protected int run(Args args, Context context) {
        if (layout.in(args).isGiven() && args.has(from)) {
            throw new UsageException("--layout defines what is written and where, so it cannot be combined with "
                    + "--from");
        } else if (layout.in(args).isGiven()) {
            layout.in(args).assignment(args.get(words));
        } else if (args.get(words).size() > 1) {
            throw new UsageException(
                    "unexpected argument '" + args.get(words).get(1) + "'; FIELD=VALUE needs --layout");
        }
        ShmInput input = layout.in(args).isGiven() ? null
                : ShmData.of(args.get(words), args.get(from), context.stdin());
        try (ShmAttachment memory = ShmSegment.open(args.get(key)).attach(true)) {
            if (input == null) {
                setFields(args, memory);
            } else {
                write(args, input, memory);
            }
        }
        return 0;
    }

    private void setFields(Args args, ShmAttachment memory) {
        layout.in(args).check(args.get(key).text(), Math.max(0, memory.size() - args.get(offset)));
        for (Assignment.Piece piece : layout.in(args).assignment(args.get(words)).pieces()) {
            memory.put(args.get(offset) + piece.offset(), ByteBuffer.wrap(piece.bytes()));
        }
    }

    private void write(Args args, ShmInput input, ShmAttachment memory) {
        long at = args.get(offset);
        checkRoom(args, memory, at, Math.max(0, input.length()), "");
        for (ByteBuffer block = input.next(); block != null; block = input.next()) {
            checkRoom(args, memory, at, block.remaining(),
                    input.writtenBefore() > 0 ? "; " + input.writtenBefore() + " bytes went in before" : "");
            int count = block.remaining();
            memory.put(at, block);
            at += count;
        }
    }

    private void checkRoom(Args args, ShmAttachment memory, long at, long count, String soFar) {
        if (!memory.has(at, count)) {
            throw new CommandFailure(ExitCode.LIMIT, args.get(key).text(),
                    "the segment has " + memory.size() + " bytes, and " + count + " bytes from offset " + at
                            + " on do not fit" + soFar,
                    null);
        }
    }
}
