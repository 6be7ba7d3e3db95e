package org.ipcctl.cli.mq;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.message.MessageOutput;
import org.ipcctl.cli.message.Receiving;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueReader;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl mq recv}. */
final class MqRecv extends Command {
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME",
            "The queue, with or without its leading slash.");
    private final Receiving receiving = new Receiving(this);
    private final MessageOutput<Long> output = new MessageOutput<>(this, receiving,
            "priority and length; 'mq send --framed' reads them.", "taken from the queue",
            Schema.list(Column.of("priority", Type.INTEGER, "the priority that it was sent with", p -> Value.of(p))));
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
                "Messages come out by priority, the highest first, and first in, first out within one priority. They "
                        + "are written as they are, one after "
                        + "the other; use --lines, --null or --framed to tell several apart. With "
                        + "--format, each is a row with its priority, size and time." + MessageOutput.ON_A_TERMINAL,
                "--timeout bounds each wait. The kernel serves waiting receivers in turn, C programs in mq_receive(3) "
                        + "among them, and while one waits nobody is "
                        + "notified (mq_notify(3)). If the queue is removed, a wait ends with exit status 3.",
                "A message that is received is gone from the queue. No more is received than standard output has room "
                        + "for, and what was received is written even "
                        + "if a signal ends ipcctl; kill -9 loses it, and so does a reader that stops reading for a "
                        + "second while a message of more than 4 KiB has "
                        + "no room. Receiving ends when the reader of standard output leaves, even during a wait.",
                "What --follow has written is out of the queue: if it goes to a loop in a pipeline and the loop dies, "
                        + "the messages that the loop has not read are "
                        + "lost; a loop that calls 'mq recv' for each job loses the one it is working on. 'mq work' "
                        + "loses none.",
                "With --layout each message is a row: its priority, its size, then its fields; "
                        + "with --follow, a line of JSON unless another format is given. A "
                        + "message may be longer than the layout; a shorter one ends the command with an error that "
                        + "shows its bytes.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' with priority "
                        + "5 is the "
                        + "line '5 2' and the line 'hi'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the next message", "job=$(ipcctl mq recv jobs)")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("see messages as they come; a loop that dies loses those it has not read",
                        "ipcctl mq recv jobs --follow --lines | while read -r job; do echo \"$job\"; done")
                        .after("ipcctl mq send jobs --create 'resize cat.png'",
                                "{ ipcctl mq send jobs bye; ipcctl mq rm jobs; } &"),
                new Example(
                        "one message for each job; a loop that dies loses the one it works on, which 'mq work' does "
                                + "not",
                        "while job=$(ipcctl mq recv jobs); do echo \"$job\"; done")
                        .after("ipcctl mq send jobs --create 'resize cat.png'",
                                "{ ipcctl mq send jobs bye; ipcctl mq rm jobs; } &"),
                new Example("all that is there, with priorities", "ipcctl mq recv jobs --drain --format ndjson")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("the values that a C program sends",
                        "ipcctl mq recv jobs --drain --layout 'struct { int id; float value; }' --field value")
                        .after("ipcctl mq send jobs --create --from hex '01000000 0000bc41'"),
                new Example("half a second for the next one", "ipcctl mq recv jobs --timeout 500ms")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        receiving.check(args);
        output.check(args, context);
        Outlet outlet = new Outlet(context.stdout());
        Receiving.Call call = receiving.begin(args, wait.deadline(args));
        try (MessageQueue queue = MessageQueue.open(args.get(name), MessageQueue.Access.RECEIVE);
             QueueReader reader = new QueueReader(queue, outlet, wait.deadline(args))) {
            call.receive(reader, outlet, output.open(args, context, args.get(name), reader::priority));
            return 0;
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, call.soFar());
        }
    }
}
