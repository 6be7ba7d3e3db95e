package org.ipcctl.cli.sysv;

import org.ipcctl.cli.CommandNode;

/** The commands about System V IPC: a group for each of its three mechanisms. */
public final class SysvCommands {
    private SysvCommands() {}

    /** {@code ipcctl sysv ...}. */
    public static CommandNode group() {
        return CommandNode.group("sysv", "use System V message queues, semaphores and shared memory",
                CommandNode.group("msg", "send and receive messages with types through System V message queues",
                        CommandNode.leaf("create", "create a message queue", MsgCreate::new),
                        CommandNode.leaf("send", "send messages to a queue", MsgSend::new),
                        CommandNode.leaf("recv", "receive messages of all or some types from a queue", MsgRecv::new),
                        CommandNode.leaf("work", "run CMD for each message, several at a time, without losing any",
                                MsgWork::new),
                        CommandNode.leaf("peek", "show the messages in a queue without removing them",
                                MsgPeekCommand::new),
                        CommandNode.leaf("stat", "show a queue's attributes and what it holds", MsgColumns::stat),
                        CommandNode.leaf("ls", "list the message queues", MsgColumns::ls),
                        CommandNode.leaf("rm", "remove message queues", MsgColumns::rm)),
                CommandNode.group("sem", "take, release and hold System V semaphores, several at once",
                        CommandNode.leaf("create", "create a semaphore set", SemCreate::new),
                        CommandNode.leaf("op", "add, subtract and wait for zero, several at once", SemOp::new),
                        CommandNode.leaf("run",
                                "run CMD while holding a semaphore, which is given back however CMD ends", SemRun::new),
                        CommandNode.leaf("get", "show the values of a set's semaphores, and how many processes wait",
                                SemGet::new),
                        CommandNode.leaf("set", "set the values of a set's semaphores", SemSetCommand::new),
                        CommandNode.leaf("stat", "show a set's attributes", SemColumns::stat),
                        CommandNode.leaf("ls", "list the semaphore sets", SemColumns::ls),
                        CommandNode.leaf("rm", "remove semaphore sets", SemColumns::rm)),
                CommandNode.group("shm", "read and write System V shared memory segments",
                        CommandNode.leaf("create", "create a shared memory segment", ShmCreate::new),
                        CommandNode.leaf("write", "write bytes into a segment", ShmWrite::new),
                        CommandNode.leaf("read", "read bytes from a segment", ShmRead::new),
                        CommandNode.leaf("dump", "show the bytes of a segment in hexadecimal", ShmDump::new),
                        CommandNode.leaf("stat", "show a segment's size, and how many times it is attached",
                                ShmColumns::stat),
                        CommandNode.leaf("ls", "list the shared memory segments", ShmColumns::ls),
                        CommandNode.leaf("rm", "remove shared memory segments", ShmColumns::rm)))
                .seeAlso("sysvipc(7)", "ftok(3)", "msgop(2)", "msgctl(2)", "semop(2)", "semctl(2)", "shmop(2)",
                        "shmctl(2)", "ipcs(1)");
    }
}
