package org.ipcctl.cli.mq;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ipcctl.cli.Arg;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Command;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.work.WorkOptions;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.Files;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueAttributes;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.result.Schema;
import org.ipcctl.work.JobQueue;
import org.ipcctl.work.Mark;
import org.ipcctl.work.PosixJobQueue;

/** {@code ipcctl mq work}. */
final class MqWork extends Command {
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME",
            "The queue, with or without its leading slash.");
    private final Arg<List<String>> command = cmd("The command to run with each message as standard input.", true);
    private final WorkOptions<String> work = new WorkOptions<>(this, "mq work", Mark.PRIORITY, command,
            ObjectName.of(QueueKind.KIND),
            "Send what has failed for good to QUEUE instead of keeping it in a file; QUEUE is created like NAME if "
                    + "there is none.",
            "QUEUE");

    @Override
    protected Schema<?> schema() {
        return work.schema();
    }

    @Override
    protected boolean printsRows(Args args) {
        return true;
    }

    @Override
    protected List<String> description() {
        return work.description();
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("four at a time, three attempts each, until there is nothing left to do",
                "ipcctl mq work jobs -j 4 --retries 2 --dead-letter dead --drain -- sh -c 'read -r job; "
                        + "echo \"done: $job\"'")
                .after("for i in 1 2 3 4 5; do ipcctl mq send jobs --create \"resize $i.png\"; done"),
                new Example("until Ctrl-C, each job for at most a minute, a line of JSON for each",
                        "ipcctl mq work jobs --job-timeout 1m --format ndjson -- cat")
                        .after("ipcctl mq send jobs --create hi",
                                "{ ipcctl wait mq:jobs --for room; sleep 3; interrupt; } &")
                        .exits(130),
                new Example("messages of a C program, by their fields",
                        "ipcctl mq work jobs --drain --layout 'struct { int id; float value; "
                                + "}' -- sh -c 'echo \"$IPCCTL_FIELD_id $IPCCTL_FIELD_value\"'")
                        .after("ipcctl mq send jobs --create --from hex '01000000 0000bc41'"),
                new Example("retry messages that have failed for good", "ipcctl mq work dead --drain -- cat")
                        .after("ipcctl mq send dead --create hi"));
    }

    @Override
    protected Map<String, String> environment() {
        return work.environment();
    }

    @Override
    protected Map<String, String> files() {
        return work.files();
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        if (args.get(name).equals(work.deadLetter(args))) {
            throw WorkOptions.sameQueue();
        }
        work.check(args);
        MessageQueue own = MessageQueue.open(args.get(name), MessageQueue.Access.RECEIVE);
        try (JobQueue queue = new PosixJobQueue(own);
             JobQueue letters = openLetters(work.deadLetter(args), queue, own)) {
            return work.run(args, context, queue, letters, queue.name());
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, "");
        }
    }

    /** Made like the one that is worked on, where there is none. */
    private static JobQueue openLetters(String target, JobQueue queue, MessageQueue like) {
        while (target != null) {
            try {
                JobQueue letters = new PosixJobQueue(MessageQueue.open(target, MessageQueue.Access.SEND));
                try {
                    WorkOptions.checkSize(letters, queue, "mq_open");
                    return letters;
                } catch (KernelException e) {
                    letters.close();
                    throw e;
                }
            } catch (KernelException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
            QueueAttributes attributes = like.attributes();
            MessageQueue made = MessageQueue.create(target,
                    QueueAttributes.wanted(attributes.maxMessages(), attributes.messageSize()), Files.MODE_OF_OBJECTS);
            if (made != null) {
                return new PosixJobQueue(made);
            }
        }
        return null;
    }
}
