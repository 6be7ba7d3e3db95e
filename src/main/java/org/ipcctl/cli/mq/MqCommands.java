package org.ipcctl.cli.mq;

import org.ipcctl.cli.CommandFailure;
import org.ipcctl.cli.CommandNode;
import org.ipcctl.cli.ExitCode;
import org.ipcctl.kernel.KernelException;
import org.ipcctl.mq.MessageQueue;
import org.ipcctl.mq.QueueLimits;
import org.ipcctl.mq.QueueRemovedException;
import org.ipcctl.relay.RecordTooLongException;

/** The commands about message queues, and the words they share. */
public final class MqCommands {
    private MqCommands() {}

    /** {@code ipcctl mq ...}. */
    public static CommandNode group() {
        return CommandNode.group("mq", "send and receive messages, with priorities, through POSIX message queues",
                CommandNode.leaf("create", "create a message queue", MqCreate::new),
                CommandNode.leaf("send", "send messages to a queue", MqSend::new),
                CommandNode.leaf("recv", "receive messages from a queue", MqRecv::new),
                CommandNode.leaf("work", "run CMD for each message, several at a time, without losing any",
                        MqWork::new),
                CommandNode.leaf("call", "send a request, wait for the answer and print it", MqCall::new),
                CommandNode.leaf("reply", "answer requests with the output of CMD", MqReply::new),
                CommandNode.leaf("notify", "report when a message arrives at an empty queue, or run CMD",
                        MqNotify::new),
                CommandNode.leaf("stat", "show a queue's attributes and what it holds", QueueColumns::stat),
                CommandNode.leaf("ls", "list the message queues", MqLs::new),
                CommandNode.leaf("rm", "remove message queues", QueueColumns::rm))
                .seeAlso("mq_overview(7)", "mq_open(3)", "mq_send(3)", "mq_receive(3)", "mq_notify(3)")
                .without("peek",
                        "messages in a POSIX queue cannot be read without removing them; 'ipcctl mq stat' shows how "
                                + "many there are and their bytes");
    }

    /** One on standard input does not fit into {@code queue}. */
    static KernelException tooLong(RecordTooLongException e, MessageQueue queue, String soFar) {
        KernelException told = e.isExact() ? QueueLimits.tooLong(queue.name(), e.length(), queue.messageSize())
                : QueueLimits.endless(queue.name(), e.length(), queue.messageSize());
        return told.because(told.reason() + soFar);
    }

    static CommandFailure removed(QueueRemovedException e, String soFar) {
        return new CommandFailure(ExitCode.NO_SUCH_OBJECT, e.name(), e.getMessage() + soFar, null);
    }
}
