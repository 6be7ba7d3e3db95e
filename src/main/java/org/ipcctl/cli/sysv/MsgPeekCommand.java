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
            "Show the message at place N alone, 0 being the oldest (all).", "--index").formerly("-i");
    private final MessageOutput<Place> output = new MessageOutput<>(this,
            "type and length; 'sysv msg send --framed' reads them.", "looked at",
            Schema.list(
                    Column.of("index", Type.INTEGER, "its place in the queue, 0 for the oldest",
                            p -> Value.of(p.index())),
                    Column.of("type", Type.INTEGER, "the type that it was sent with", p -> Value.of(p.type()))));

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
                "No message is taken. They are shown as 'sysv msg recv' writes them, the oldest first, whatever their "
                        + "type. While others send and receive, places "
                        + "move: one may be shown twice or not at all then.",
                "It takes a kernel that was built with CONFIG_CHECKPOINT_RESTORE, as those of Debian, Ubuntu and "
                        + "Fedora are; where it was not, the exit status is 8. There is no message at "
                        + "place N: that is status 3.");
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
                    "there is no message at place " + first, null);
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
