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
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueKind;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.result.Schema;
import org.ipcctl.work.JobQueue;
import org.ipcctl.work.Mark;
import org.ipcctl.work.PosixJobQueue;

/** {@code ipcctl mq reply}. */
final class MqReply extends Command {
    private final Arg<String> name = arg(ObjectName.of(QueueKind.KIND), "NAME",
            "The queue from which requests come, with or without its leading slash.");
    private final Arg<List<String>> command = cmd(
            "The command to run with each request as standard input; what it prints is the answer.", true);
    private final WorkOptions<String> work = new WorkOptions<>(this, "mq reply", Mark.PRIORITY, command);

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
        return List.of(
                new Example("until Ctrl-C, four at a time, each for at most five seconds",
                        "ipcctl mq reply upper -j 4 --job-timeout 5s -- tr a-z A-Z")
                        .after("ipcctl mq create upper", "{ ipcctl mq call upper hello; sleep 1; interrupt; } &")
                        .exits(130),
                new Example("those already in the queue, a line of JSON for each",
                        "ipcctl mq reply upper --drain --format ndjson -- tr a-z A-Z").after("ipcctl mq create upper"));
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
        work.check(args);
        try (JobQueue queue = new PosixJobQueue(MessageQueue.open(args.get(name), MessageQueue.Access.RECEIVE))) {
            return work.run(args, context, queue, null, queue.name());
        } catch (QueueRemovedException e) {
            throw MqCommands.removed(e, "");
        }
    }
}
