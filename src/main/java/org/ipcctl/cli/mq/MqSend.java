package org.ipcctl.cli.mq;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.message.MessageInput;
import org.ipcctl.kernel.Fd;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueHolders;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.mq.QueueWriter;
import org.ipcctl.relay.RecordTooLongException;

/** {@code ipcctl mq send}. */
final class MqSend extends QueueCommand {
    private final Arg<Long> priority = opt(ValueType.integer("PRIO", 0, MessageQueue.HIGHEST_PRIORITY),
            "The priority, 0 to 32767; higher ones are received first (default 0).", "-p", "--priority");
    private final MessageInput input = new MessageInput(this, priority,
            "frames as 'mq recv --framed' writes them, each with its own priority.", "mq send");
    private final Arg<Boolean> create = flag("Create the queue if there is none.", "-c", "--create");
    private final WaitOptions wait;

    MqSend() {
        creationOptions();
        wait = waitOptions("the queue stays full");
    }

    @Override
    protected List<String> description() {
        return List.of(
                "Waits in turn with other senders while the queue is full; --timeout limits each such wait. Messages "
                        + "stay in the queue until they are received, whether or not a process is receiving now. If "
                        + "the queue is removed while it is full, sending fails.",
                MessageInput.STREAM,
                MessageInput.rows("priority"),
                "With --layout the message is as long as the layout, and fields not named are zero.",
                "A frame is a line 'PRIORITY LENGTH' in decimal, then LENGTH bytes, then a newline: 'hi' with priority "
                        + "5 is the "
                        + "line '5 2' and the line 'hi'.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("one urgent message", "ipcctl mq send jobs -p 9 'resize cat.png'")
                        .after("ipcctl mq create jobs"),
                new Example("a message for each file", "find . -name '*.png' -print0 | ipcctl mq send jobs --null")
                        .after("ipcctl mq create jobs", "touch cat.png dog.png"),
                new Example("move all messages to another queue, with their priorities",
                        "ipcctl mq recv old --drain --framed | ipcctl mq send new --framed")
                        .after("ipcctl mq create old", "ipcctl mq create new", "ipcctl mq send old -p 7 hi"),
                new Example("send recorded messages again, at the recorded intervals",
                        "ipcctl mq send jobs --from ndjson --pace <recorded")
                        .after("ipcctl mq send jobs --create hi", "ipcctl mq recv jobs --format ndjson >recorded"),
                new Example("a struct { int id; float value; } for a C program",
                        "ipcctl mq send jobs --layout 'struct { int id; float value; }' id=1 value=23.5")
                        .after("ipcctl mq create jobs"),
                new Example("any bytes", "ipcctl mq send jobs --from hex '00 ff 0a'").after("ipcctl mq create jobs"));
    }

    @Override
    protected int run(Args args, Context context) {
        input.check(args);
        if (!args.get(create) && saysHowToCreate(args)) {
            throw new UsageException("--max-messages, --message-size and --mode are for a new queue; add --create");
        }
        try (MessageQueue queue = open(args);
             QueueWriter writer = new QueueWriter(queue, wait.deadline(args), () -> warnOfStall(queue, context))) {
            send(args, context.stdin(), queue, writer);
            return 0;
        }
    }

    private void send(Args args, Fd stdin, MessageQueue queue, QueueWriter writer) {
        try {
            input.send(args, stdin, queue.messageSize(), writer);
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, input.soFar(args, writer));
        } catch (RecordTooLongException e) {
            throw MqCommands.tooLong(e, queue, input.soFar(args, writer));
        }
    }

    private MessageQueue open(Args args) {
        return args.get(create) ? createOrOpen(args, MessageQueue.Access.SEND, false)
                : MessageQueue.open(args.get(name), MessageQueue.Access.SEND);
    }

    private void warnOfStall(MessageQueue queue, Context context) {
        boolean seen;
        try {
            seen = QueueHolders.hasReader(queue);
        } catch (KernelException noProc) {
            return;
        }
        if (!seen) {
            context.warn(queue.name()
                    + " is full, and no process that can be seen has it open for receiving; waiting for room. Ctrl-C "
                    + "ends the wait, --timeout limits it.");
        }
    }
}
