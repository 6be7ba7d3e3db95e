package org.ipcctl.cli.sysv;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.message.MessageOutput;
import org.ipcctl.cli.message.Receiving;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgQueue;
import org.ipcctl.sysv.MsgReader;
import org.ipcctl.sysv.MsgSelection;

/** {@code ipcctl sysv msg recv}. */
final class MsgRecv extends Command {
    private final Arg<Key> key = arg(KeyName.MSG, "KEY", KeyName.help(MsgColumns.NAME));
    private final TypeOptions types = new TypeOptions(this);
    private final Arg<Long> size = opt(ValueType.SIZE,
            "Leave a message of more than SIZE bytes in the queue, and fail (default: any size).", "-s", "--size");
    private final Arg<Boolean> noError = flag("With --size, cut off a longer message, and lose the rest "
            + "(MSG_NOERROR).",
            "--no-error").rare();
    private final Receiving receiving = new Receiving(this);
    private final MessageOutput<Long> output = new MessageOutput<>(this, receiving,
            "type and length; 'sysv msg send --framed' reads them.", "taken from the queue",
            Schema.list(Column.of("type", Type.INTEGER, "the type with which it was sent", t -> Value.of(t))));
    private final WaitOptions wait = waitOptions("no message comes");

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
                "The oldest message of the requested types is received first. Messages are written as they are, one "
                        + "after the other; use --lines, --null or --framed to separate them. With --format, each is "
                        + "a row with its type, size and time."
                        + MessageOutput.ON_A_TERMINAL,
                "--timeout limits each wait. If the queue is removed, a wait ends with exit status 3. With "
                        + "--nonblock, or --timeout 0, the status is 6 if there is no message.",
                "Receiving a message removes it from the queue. No more is received than standard output has room "
                        + "for, and what was received is written even if a signal ends ipcctl; kill -9 loses it. "
                        + "Messages that --follow has written are no longer in the queue: a loop in a pipeline that "
                        + "dies loses those it has not read.",
                "With --layout each message is a row with its type, size and fields; the type is not one of the "
                        + "fields. A frame is a line 'TYPE LENGTH' in decimal, then LENGTH bytes, then a newline.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the next message", "job=$(ipcctl sysv msg recv 0x1234)")
                        .after("ipcctl sysv msg send 0x1234 --create 'resize cat.png'"),
                new Example("the next one of type 7", "ipcctl sysv msg recv 0x1234 --type 7 --lines")
                        .after("ipcctl sysv msg send 0x1234 --create --type 7 hi"),
                new Example("types as priorities, 1 being the highest", "ipcctl sysv msg recv 0x1234 --up-to 9 --lines")
                        .after("ipcctl sysv msg send 0x1234 --create --type 5 later",
                                "ipcctl sysv msg send 0x1234 --type 1 now"),
                new Example("all that is there, with types", "ipcctl sysv msg recv 0x1234 --drain --format ndjson")
                        .after("ipcctl sysv msg send 0x1234 --create hi"),
                new Example("the values that a C program sends",
                        "ipcctl sysv msg recv 0x1234 --drain --layout 'struct { int id; float value; }' --field value")
                        .after("ipcctl sysv msg send 0x1234 --create --from hex '01000000 0000bc41'"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        receiving.check(args);
        output.check(args, context);
        MsgSelection selection = selection(args);
        Outlet outlet = new Outlet(context.stdout());
        MsgQueue queue = MsgQueue.open(args.get(key));
        try (MsgReader reader = new MsgReader(queue, selection, outlet, wait.deadline(args))) {
            receiving.begin(args, wait.deadline(args)).receive(reader, outlet,
                    output.open(args, context, queue.name(), reader::priority));
            return 0;
        }
    }

    private MsgSelection selection(Args args) {
        if (args.get(noError) && !args.has(size)) {
            throw new UsageException("--no-error cuts off what is longer than --size, which is missing");
        }
        return types.selection(args, args.has(size) ? args.get(size) : -1, args.get(noError));
    }
}
