package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.message.MessageOutput;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgPeek;
import org.ipcctl.sysv.MsgQueue;

/** {@code ipcctl sysv msg peek}. */
final class MsgPeekCommand extends Command {
    private record Place(long index, long type) {
    }

    private final Arg<Key> key = arg(KeyName.MSG, "KEY", KeyName.help(MsgColumns.NAME));
    private final Arg<Long> index = opt(ValueType.integer("N", 0, Integer.MAX_VALUE),
            "Show only message N, where 0 is the oldest (default: all).", "--index").formerly("-i");
    private final MessageOutput<Place> output = new MessageOutput<>(this,
            "type and length; 'sysv msg send --framed' reads them.", "looked at",
            Schema.list(
                    Column.of("index", Type.INTEGER, "its position in the queue, 0 for the oldest",
                            p -> Value.of(p.index())),
                    Column.of("type", Type.INTEGER, "the type with which it was sent", p -> Value.of(p.type()))));

    @Override
    protected Schema<?> schema() {
        return output.schema();
    }

    @Override
    protected Schema<?> schema(Args args) {
        return output.schema(args);
    }

    @Override
    protected List<String> description() {
        return List.of(
                "No message is removed. Messages are shown as 'sysv msg recv' writes them, the oldest first, "
                        + "whatever their type. While others send and receive, positions change: a message may then "
                        + "be shown twice or not at all.",
                "Needs a kernel built with CONFIG_CHECKPOINT_RESTORE (Debian, Ubuntu and Fedora have it); exits with "
                        + "8 without it, and with 3 if there is no message N.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the oldest message", "ipcctl sysv msg peek 0x1234 --index 0")
                        .after("ipcctl sysv msg send 0x1234 --create hi"),
                new Example("all of them, with types",
                        "ipcctl sysv msg peek 0x1234 --format json | jq -r '.[] | \"\\(.type) \\(.payload)\"'")
                        .after("ipcctl sysv msg send 0x1234 --create hi"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        output.check(args, context);
        MsgPeek peek = new MsgPeek(MsgQueue.open(args.get(key)));
        long first = args.has(index) ? args.get(index) : 0;
        long[] at = {first};
        boolean there = peek.look(first);
        if (!there && args.has(index)) {
            throw new CommandFailure(ExitCode.NO_SUCH_OBJECT, args.get(key).text(),
                    "there is no message number " + first, null);
        }
        try (MessageOutput<Place>.Delivery delivery = output.open(args, context, args.get(key).text(),
                () -> new Place(at[0], peek.type()))) {
            while (there) {
                delivery.put(peek.type(), peek.message());
                at[0]++;
                there = !args.has(index) && peek.look(at[0]);
            }
        }
        return 0;
    }
}
