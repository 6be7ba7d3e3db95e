package org.ipcctl.cli.mq;

import java.util.List;
import org.ipcctl.cli.Args;
import org.ipcctl.cli.Context;
import org.ipcctl.cli.Arg;
import org.ipcctl.kernel.Errno;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;

/** {@code ipcctl mq create}. */
final class MqCreate extends QueueCommand {
    private final Arg<Boolean> exclusive;

    MqCreate() {
        creationOptions();
        exclusive = flag("Exit 4 if the queue exists already.", "-x", "--exclusive");
    }

    @Override
    protected List<String> description() {
        return List.of(
                "A queue that already exists is left as it is; that counts as success if it has the requested "
                        + "attributes, otherwise the difference is shown, and the exit status is 4.",
                "A queue exists in the kernel until it is removed or the machine restarts. An ordinary user's queue "
                        + "may hold up to msg_max messages of up to msgsize_max bytes, both in /proc/sys/fs/mqueue, "
                        + "and root's up to 65536 messages of 16 MiB; all queues of a user together may have at most "
                        + "RLIMIT_MSGQUEUE bytes (ulimit -q).");
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                new Example("ten messages of up to 128 bytes",
                        "ipcctl mq create jobs --max-messages 10 --message-size 128"),
                new Example("others in the group may send", "ipcctl mq create jobs -m u=rw,g=w"));
    }

    @Override
    protected int run(Args args, Context context) {
        createOrOpen(args).close();
        return 0;
    }

    /** Who may only send to a queue may still learn that it is there and as asked for. */
    private MessageQueue createOrOpen(Args args) {
        try {
            return createOrOpen(args, MessageQueue.Access.RECEIVE, args.get(exclusive));
        } catch (KernelException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            return createOrOpen(args, MessageQueue.Access.SEND, args.get(exclusive));
        }
    }
}
