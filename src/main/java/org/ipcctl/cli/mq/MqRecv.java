package org.ipcctl.cli.mq;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.message.MessageOutput;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueReader;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.relay.FlushOnExit;
import org.ipcctl.result.Column;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/** {@code ipcctl mq recv}. */
final class MqRecv extends Command {
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME", "The queue, with or without its leading slash.");
    private final Arg<Long> count = opt(ValueType.integer("COUNT", 1, Long.MAX_VALUE), "Receive COUNT messages (1).", "-n", "--count");
    private final Arg<Boolean> follow = flag("Receive until Ctrl-C, or COUNT messages.", "-f", "--follow");
    private final Arg<Boolean> drain = flag("Take what is there, or the first COUNT of it, and end; that may be nothing.", "-d", "--drain");
    private final MessageOutput<Integer> output = new MessageOutput<>(this, follow, "priority and length; 'mq send --framed' reads them.", "taken from the queue",
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
                + "--format, each is a row with its priority, size and time.",
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
        if (args.get(follow) && args.get(drain)) {
            throw new UsageException("--follow and --drain cannot be combined");
        }
        output.check(args, context);
        Outlet outlet = new Outlet(context.stdout());
        Receiving receiving = new Receiving(args);
        try (MessageQueue queue = MessageQueue.open(args.get(name), MessageQueue.Access.RECEIVE);
             QueueReader reader = new QueueReader(queue, outlet, wait.deadline(args))) {
            receiving.receive(reader, outlet, output.open(args, context, args.get(name), reader::priority));
            return 0;
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, receiving.soFar());
        }
    }

    /** One call, and how many messages it has received. */
    private final class Receiving {
        private final Args args;
        private long received;

        Receiving(Args args) {
            this.args = args;
        }

        private void receive(QueueReader reader, Outlet outlet, MessageOutput<Integer>.Delivery delivery) throws IOException {
            try (FlushOnExit last = new FlushOnExit(outlet, delivery::close, reader::end)) {
                boolean more = true;
                while (more && received < wanted()) {
                    more = takeWhatIsThere(reader, delivery, last);
                }
            }
        }

        /** No more than has room where it goes is in hand, and it goes out before anybody waits. False where no more will be taken. */
        private boolean takeWhatIsThere(QueueReader reader, MessageOutput<Integer>.Delivery delivery, FlushOnExit last) throws IOException {
            long room = reader.awaitRoom();
            last.begin();
            try {
                if (!first(reader)) {
                    return false;
                }
                do {
                    received++;
                    delivery.put(reader.priority(), reader.message());
                } while (received < wanted() && delivery.held() < room && !last.isEnding() && reader.another());
                delivery.flush();
                return true;
            } finally {
                last.end();
            }
        }

        /** Takes a message, waiting for it where that is wanted. */
        private boolean first(QueueReader reader) {
            if (wait.deadline(args).isOnce() && !args.get(drain)) {
                if (!reader.take()) {
                    throw new KernelException("mq_receive", args.get(name), Errno.EAGAIN).because("the queue is empty" + soFar());
                }
                return true;
            } else if (args.get(drain)) {
                return reader.take();
            }
            try {
                return reader.takeSoon() || reader.await();
            } catch (KernelException e) {
                throw e.is(Errno.ETIMEDOUT) ? e.because(e.reason() + soFar()) : e;
            }
        }

        private long wanted() {
            return args.has(count) ? args.get(count) : args.get(follow) || args.get(drain) ? Long.MAX_VALUE : 1;
        }

        private String soFar() {
            return args.has(count) ? "; " + received + " of " + args.get(count) + " came" : "";
        }
    }
}
