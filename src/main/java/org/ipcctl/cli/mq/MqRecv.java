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
            Schema.list(Column.of("priority", Type.INTEGER, "the priority with which it was sent", p -> Value.of(p))));
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
                "Messages are received by priority, the highest first, and in the order of sending within one "
                        + "priority. They are written as they are, one after the other; use --lines, --null or "
                        + "--framed to separate them. With --format, each is a row with its priority, size and "
                        + "time." + MessageOutput.ON_A_TERMINAL,
                "--timeout limits each wait. The kernel serves waiting receivers in turn, including C programs in "
                        + "mq_receive(3), and sends no notification (mq_notify(3)) while one waits. If the queue is "
                        + "removed, a wait ends with exit status 3.",
                "Receiving a message removes it from the queue. No more is received than standard output has room "
                        + "for, and what was received is written even if a signal ends ipcctl. It is lost by kill "
                        + "-9, or if the reader stops reading for a second while there is no room for a message of "
                        + "more than 4 KiB. Receiving ends when the reader of standard output exits, even during a "
                        + "wait.",
                "Messages that --follow has written are no longer in the queue: if they go to a loop in a pipeline "
                        + "and the loop dies, those it has not read are lost; a loop that calls 'mq recv' for each "
                        + "job loses the one it is working on. 'mq work' loses none.",
                "With --layout each message is a row with its priority, its size and its fields; with --follow, a "
                        + "line of JSON unless another format is given. A message may be longer than the layout; a "
                        + "shorter one ends the command with an error that shows its bytes.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' with priority "
                        + "5 is the "
                        + "line '5 2' and the line 'hi'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("the next message", "job=$(ipcctl mq recv jobs)")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("see messages as they arrive; a loop that dies loses those it has not read",
                        "ipcctl mq recv jobs --follow --lines | while read -r job; do echo \"$job\"; done")
                        .after("ipcctl mq send jobs --create 'resize cat.png'",
                                "{ ipcctl mq send jobs bye; ipcctl mq rm jobs; } &"),
                new Example(
                        "one message for each job; a loop that dies loses the one it is working on, 'mq work' loses "
                                + "none",
                        "while job=$(ipcctl mq recv jobs); do echo \"$job\"; done")
                        .after("ipcctl mq send jobs --create 'resize cat.png'",
                                "{ ipcctl mq send jobs bye; ipcctl mq rm jobs; } &"),
                new Example("everything in the queue, with priorities", "ipcctl mq recv jobs --drain --format ndjson")
                        .after("ipcctl mq send jobs --create 'resize cat.png'"),
                new Example("the values that a C program sends",
                        "ipcctl mq recv jobs --drain --layout 'struct { int id; float value; }' --field value")
                        .after("ipcctl mq send jobs --create --from hex '01000000 0000bc41'"),
                new Example("wait half a second for the next one", "ipcctl mq recv jobs --timeout 500ms")
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
