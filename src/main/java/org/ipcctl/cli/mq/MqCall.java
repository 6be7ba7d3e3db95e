package org.ipcctl.cli.mq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.ValueType;
import org.ipcctl.cli.WaitOptions;
import org.ipcctl.cli.convert.FileMode;
import org.ipcctl.cli.message.MessageInput;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.kernel.Outlet;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueCaller;
import org.ipcctl.mq.QueueHolders;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueLimits;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.mq.Request;
import org.ipcctl.relay.RecordTooLongException;
import org.ipcctl.relay.RecordWriter;

/** {@code ipcctl mq call}. */
final class MqCall extends Command {
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME",
            "The queue that requests go to, with or without its leading slash.");
    private final Arg<Long> priority = opt(ValueType.integer("PRIO", 0, MessageQueue.HIGHEST_PRIORITY),
            "The priority of the request, 0 to 32767; higher ones are received first (default 0).", "-p", "--priority");
    private final MessageInput input = new MessageInput(this, priority,
            "frames, each with its own priority; the answers are frames, too, with their statuses.", "mq send");
    private final Arg<Long> answerSize = opt(QueueCommand.MESSAGE_SIZE,
            "Accept answers of at most SIZE bytes, but at least 256 (default: /proc/sys/fs/mqueue/msgsize_default).",
            "--answer-size");
    private final Arg<FileMode> mode = opt(ValueType.MODE,
            "The permissions of the queue for the answer; a server that runs as another user, and not as root, needs "
                    + "w, as in 0622 (default: 0600).",
            "-m", "--mode").rare();
    private final WaitOptions wait = timeoutOptions("no answer comes");

    @Override
    protected List<String> description() {
        return List.of(
                "Sends DATA to the queue, preceded by the name of a queue for the answer, waits for the answer, and "
                        + "writes it to standard output. 'mq reply' answers requests, and so can any program: "
                        + "ipcctl-mq(1) shows how in ten lines. The exit status is the one in the answer, 0 to 255; "
                        + "without an answer it is 1, and standard error says why.",
                "--timeout applies to the whole call. Without it, a call waits until it is answered, which may be "
                        + "never. The queue for the answer is removed when ipcctl ends; 'mq reply' then knows that "
                        + "its caller has left, and does not start the request.",
                "Standard input as a whole is one request, unless --lines, --null, --framed or --from ndjson splits "
                        + "it into several. These are sent one after the other, and each answer ends with a newline "
                        + "or NUL, or is a frame. ipcctl stops at the first that fails. On a terminal, a newline is "
                        + "added to an answer that does not end with one.",
                MessageInput.rows("priority"));
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("ask, for five seconds at most", "answer=$(ipcctl mq call upper 'hello' --timeout 5s)")
                        .after("ipcctl mq create upper", "ipcctl mq reply upper --count 1 -- tr a-z A-Z &"),
                new Example("one answer, on a line of its own, for each line",
                        "printf 'hello\\nworld\\n' | ipcctl mq call upper --lines --timeout 5s")
                        .after("ipcctl mq create upper", "ipcctl mq reply upper --count 2 -- tr a-z A-Z &"));
    }

    @Override
    protected int run(Args args, Context context) {
        input.check(args);
        int permissions = args.has(mode) ? args.get(mode).resolve(Files.MODE_OF_OBJECTS, 0) : Files.MODE_OF_OBJECTS;
        long size = args.has(answerSize) ? args.get(answerSize) : QueueLimits.defaults().messageSize();
        try (MessageQueue queue = MessageQueue.open(args.get(name), MessageQueue.Access.SEND)) {
            Calls calls = new Calls(context, queue,
                    new RecordWriter(context.stdout(), input.separation(args).on(context.stdout())));
            QueueCaller caller = new QueueCaller(queue, new Outlet(context.stdout()),
                    new QueueCaller.Terms(size, permissions, wait.deadline(args)), calls);
            return send(args, context, queue, caller);
        } catch (Failed e) {
            return e.status;
        }
    }

    private int send(Args args, Context context, MessageQueue queue, QueueCaller caller) {
        try {
            input.send(args, context.stdin(), QueueCaller.longest(queue), caller);
            return 0;
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, input.soFar(args, caller));
        } catch (RecordTooLongException e) {
            throw MqCommands.tooLong(e, queue, input.soFar(args, caller));
        }
    }

    /** Whoever answered has failed, and his answer is written. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;

        Failed(int status) {
            super(null, null, false, false);
            this.status = status;
        }
    }

    private record Calls(Context context, MessageQueue queue, RecordWriter output) implements QueueCaller.Listener {
        @Override
        public void answered(ByteBuffer answer, int status) {
            if (status >= Request.NO_ANSWER) {
                byte[] reason = new byte[answer.remaining()];
                answer.get(reason);
                throw new CommandFailure(ExitCode.FAILED, queue.name(),
                        "no answer: " + new String(reason, StandardCharsets.UTF_8), null);
            }
            output.put(status, answer);
            output.flush();
            if (status != 0) {
                throw new Failed(status);
            }
        }

        @Override
        public void stalled() {
            boolean seen;
            try {
                seen = QueueHolders.hasReader(queue);
            } catch (KernelException noProc) {
                return;
            }
            if (!seen) {
                context.warn("no process that can be seen has " + queue.name()
                        + " open for receiving; waiting for an answer. Ctrl-C ends the wait, --timeout limits it.");
            }
        }
    }
}
