package org.ipcctl.cli.mq;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.Entry;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.mq.QueueRemovedException;

/** The commands about message queues, and the words they share. */
public final class MqCommands {
    private MqCommands() {
    }

    /** {@code ipcctl mq ...}. */
    public static Entry group() {
        return Entry.group("mq", "send and receive messages, with priorities, through POSIX message queues",
                Entry.leaf("create", "create a message queue", MqCreate::new),
                Entry.leaf("send", "send messages to a queue", MqSend::new),
                Entry.leaf("recv", "receive messages from a queue", MqRecv::new),
                Entry.leaf("notify", "tell, or run CMD, when a message arrives at an empty queue", MqNotify::new),
                Entry.leaf("stat", "show a queue's attributes and what it holds", QueueColumns::stat),
                Entry.leaf("ls", "list the message queues", MqLs::new),
                Entry.leaf("rm", "remove message queues", QueueColumns::rm))
                .seeAlso("mq_overview(7)", "mq_open(3)", "mq_send(3)", "mq_receive(3)", "mq_notify(3)");
    }

    static CommandFailure removed(QueueRemovedException e, String soFar) {
        return new CommandFailure(ExitCode.NO_SUCH_OBJECT, e.name(), e.getMessage() + soFar, null);
    }
}
