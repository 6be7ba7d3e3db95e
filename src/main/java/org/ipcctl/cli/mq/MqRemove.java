package org.ipcctl.cli.mq;

import java.util.List;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Leaf;
import org.ipcctl.cli.ObjectName;
import org.ipcctl.cli.Opt;
import org.ipcctl.cli.UsageException;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;

/** {@code ipcctl mq rm}. */
final class MqRemove extends Leaf {
    private final Opt<Boolean> force = flag("Say nothing about those that do not exist, as rm -f.", "-f", "--force");
    private final Opt<List<String>> names = args(ObjectName.MQ, "NAME", "The queues to remove.", 0);

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
    protected int run(Context context) {
        if (names.get().isEmpty() && !force.get()) {
            throw new UsageException("missing NAME");
        }
        int status = 0;
        for (String name : names.get()) {
            int code = remove(name, context);
            status = status == 0 ? code : status;
        }
        return status;
    }

    private int remove(String name, Context context) {
        try {
            MessageQueue.unlink(name);
            return 0;
        } catch (KernelException e) {
            return e.is(Errno.ENOENT) && force.get() ? 0 : context.failed(e);
        }
    }
}
