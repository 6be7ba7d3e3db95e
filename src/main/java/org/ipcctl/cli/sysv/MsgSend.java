package org.ipcctl.cli.sysv;

import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.UsageException;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.message.MessageInput;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.sysv.Key;
import org.ipcctl.sysv.MsgQueue;
import org.ipcctl.sysv.MsgWriter;

/** {@code ipcctl sysv msg send}. */
final class MsgSend extends Command {
    private final Arg<Key> key = arg(KeyName.MSG, "KEY", KeyName.help(MsgColumns.NAME));
    private final Arg<Long> type = optOr(ValueType.integer("TYPE", 1, Long.MAX_VALUE), 1L,
            "The message's type, above 0, by which receivers may select messages.",
            "-T", "--type");
    private final MessageInput input = new MessageInput(this, type,
            "frames as 'sysv msg recv --framed' writes them, each with its own type.", "sysv msg send",
            1, Long.MAX_VALUE);
    private final Arg<Boolean> create = flag("Create the queue if there is none.", "-c", "--create");
    private final Arg<FileMode> mode = opt(ValueType.MODE, SysvMode.HELP, "-m", "--mode");
    private final WaitOptions wait = waitOptions("the queue stays full");

    @Override
    protected List<String> description() {
        return List.of(
                "Waits in turn with other senders while the queue is full; --timeout limits each such wait. Messages "
                        + "stay in the queue until they are received, whether or not a process is receiving now. If "
                        + "the queue is removed during a wait, sending fails with exit status 3.",
                MessageInput.STREAM,
                MessageInput.rows("type"),
                "With --layout the message is as long as the layout, and fields not named are zero.",
                "The type is not part of the data; in a C program it is a long in front of them. A frame is a line "
                        + "'TYPE LENGTH' in decimal, then LENGTH bytes, then a newline.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("a message of type 7", "ipcctl sysv msg send 0x1234 hi --type 7")
                        .after("ipcctl sysv msg create 0x1234"),
                new Example("a message for each line", "seq 10 | ipcctl sysv msg send 0x1234 --lines --create"),
                new Example("a struct { long type; int id; float value; } of a C program",
                        "ipcctl sysv msg send 0x1234 --type 3 --layout 'struct { int id; float value; "
                                + "}' id=1 value=23.5")
                        .after("ipcctl sysv msg create 0x1234"),
                new Example("move the messages of a POSIX queue whose priorities are all above 0",
                        "ipcctl mq recv jobs --drain --framed | ipcctl sysv msg send 0x1234 "
                                + "--framed")
                        .after("ipcctl mq send jobs --create -p 3 hi", "ipcctl sysv msg create 0x1234"));
    }

    @Override
    protected int run(Args args, Context context) {
        input.check(args);
        if (args.has(mode) && !args.get(create)) {
            throw new UsageException("--mode is for a new queue; add --create");
        }
        MsgQueue queue = open(args);
        long longest = queue.messageSize();
        try (MsgWriter writer = new MsgWriter(queue, longest, wait.deadline(args))) {
            try {
                input.send(args, context.stdin(), longest, writer);
            } catch (RecordTooLongException e) {
                KernelException told = queue.tooLong(e.length(), e.isExact());
                throw told.because(told.reason() + input.soFar(args, writer));
            }
            return 0;
        }
    }

    private MsgQueue open(Args args) {
        MsgQueue queue = args.get(create) ? MsgQueue.create(args.get(key), SysvMode.of(args.get(mode))) : null;
        // One that was removed between the two calls is not there, which is told.
        return queue != null ? queue : MsgQueue.open(args.get(key));
    }
}
