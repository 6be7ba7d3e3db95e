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
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME", "The queue, with or without its leading slash.");
    private final Receiving receiving = new Receiving(this);
    private final MessageOutput<Long> output = new MessageOutput<>(this, receiving, "priority and length; 'mq send --framed' reads them.", "taken from the queue",
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
        return List.of("Messages come out by priority, the highest first, and first in, first out within one priority. They are "
                + "written as they are, one behind the other: add --lines, --null or --framed where there are several. With "
                + "--format, each is a row with its priority, size and time." + MessageOutput.ON_A_TERMINAL,
                "--timeout holds for each wait. Who waits is served by the kernel in turn, beside C programs in mq_receive(3), and while "
                        + "somebody waits nobody is notified. When the queue is removed, a wait ends with exit status 3.",
                "A message that is received is gone from the queue. No more is received than standard output has room for, and what was "
                        + "received is written also when a signal ends ipcctl; kill -9 loses it, and so does a reader that has stopped reading for "
                        + "a second where a message of more than 4 KiB had no room. When the reader of standard output leaves, receiving ends, while it waits too.",
                "What --follow has written is out of the queue: where it goes to a loop in a pipeline, and the loop dies, the messages that it "
                        + "has not read are lost, and one that receives a message for each job loses the one that it works on. 'mq work' loses none.",
                "With --layout each message is a row of its fields behind its priority and size, with --follow a line of JSON unless a format "
                        + "is asked for; a message may be longer than the layout, and one that is shorter ends the command with its bytes in the error.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' with priority 5 is the "
                        + "line '5 2' and the line 'hi'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("the next message", "job=$(ipcctl mq recv jobs)").after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("see messages as they come; a loop that dies loses those it has not read",
                        "ipcctl mq recv jobs --follow --lines | while read -r job; do echo \"$job\"; done")
                        .after("ipcctl mq send jobs --create 'resize cat.png'", "{ ipcctl mq send jobs bye; ipcctl mq rm jobs; } &"),
                new Example("one message for each job; a loop that dies loses the one it works on, which 'mq work' does not",
                        "while job=$(ipcctl mq recv jobs); do echo \"$job\"; done")
                        .after("ipcctl mq send jobs --create 'resize cat.png'", "{ ipcctl mq send jobs bye; ipcctl mq rm jobs; } &"),
                new Example("all that is there, with priorities", "ipcctl mq recv jobs --drain --format ndjson")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("the values that a C program sends", "ipcctl mq recv jobs --drain --layout 'struct { int id; float value; }' --field value")
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
