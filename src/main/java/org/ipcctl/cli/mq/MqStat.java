package org.ipcctl.cli.mq;

import java.io.IOException;
import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.mq.QueueStatus;
import org.ipcctl.result.Schema;

/** {@code ipcctl mq stat}. */
final class MqStat extends Leaf {
    private final Opt<String> name = arg(ObjectName.MQ, "NAME", "The queue, with or without its leading slash.");

    @Override
    protected Schema<?> schema() {
        return QueueColumns.SCHEMA;
    }

    @Override
    protected List<String> description() {
        return List.of("No message is taken. Who may only send to the queue does not learn queued_bytes and notify_pid.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("its attributes and how full it is", "ipcctl mq stat jobs").after("ipcctl mq create jobs"),
                new Example("into variables of a script", "eval \"$(ipcctl mq stat jobs --format shell)\"; echo \"$messages of $max_messages\"")
                        .after("ipcctl mq create jobs"));
    }

    @Override
    protected int run(Args args, Context context) throws IOException {
        context.show(QueueColumns.SCHEMA, QueueStatus.of(args.get(name)));
        return 0;
    }
}
