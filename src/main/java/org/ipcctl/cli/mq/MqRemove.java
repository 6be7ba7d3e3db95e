package org.ipcctl.cli.mq;

import java.util.List;
import org.ipcctl.cli.RemoveLeaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.mq.MessageQueue;

/** {@code ipcctl mq rm}. */
final class MqRemove extends RemoveLeaf {
    MqRemove() {
        super(ObjectName.MQ, "NAME", "The queues to remove.");
    }

    @Override
    protected List<String> description() {
        return List.of("The messages in a queue go with it. One that cannot be removed does not keep the others, and the exit status is "
                + "that of the first failure. Processes that have a queue open keep it, but an ipcctl that waits for it ends.");
    }

    @Override
    protected List<Example> examples() {
        return List.of(new Example("remove two", "ipcctl mq rm jobs results").after("ipcctl mq create jobs", "ipcctl mq create results"),
                new Example("clean up at the end of a script", "trap 'ipcctl mq rm -f jobs' EXIT"));
    }

    @Override
    protected void remove(String name) {
        MessageQueue.unlink(name);
    }
}
