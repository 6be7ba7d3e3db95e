package org.ipcctl.cli.sysv;

import org.ipcctl.cli.CommandNode;

/** The commands about System V IPC: a group for each of its three mechanisms. */
public final class SysvCommands {
    private SysvCommands() {}

    /** {@code ipcctl sysv ...}. */
    public static CommandNode group() {
        return CommandNode.group("sysv", "use System V message queues",
                CommandNode.group("msg", "send and receive messages with types through System V message queues",
                        CommandNode.leaf("create", "create a message queue", MsgCreate::new),
                        CommandNode.leaf("send", "send messages to a queue", MsgSend::new),
                        CommandNode.leaf("recv", "receive messages from a queue, of any type or of some", MsgRecv::new),
                        CommandNode.leaf("peek", "show messages of a queue and leave them there", MsgPeekCommand::new),
                        CommandNode.leaf("stat", "show a queue's attributes and what it holds", MsgColumns::stat),
                        CommandNode.leaf("ls", "list the message queues", MsgColumns::ls),
                        CommandNode.leaf("rm", "remove message queues", MsgColumns::rm)))
                .seeAlso("sysvipc(7)", "ftok(3)", "msgop(2)", "msgctl(2)", "ipcs(1)");
    }
}
