package org.ipcctl.cli.sem;

import org.ipcctl.cli.CommandNode;

/** The commands about semaphores. */
public final class SemCommands {
    private SemCommands() {}

    /** {@code ipcctl sem ...}. */
    public static CommandNode group() {
        return CommandNode.group("sem", "create, take and release POSIX named semaphores",
                CommandNode.leaf("create", "create a semaphore", SemCreate::new),
                CommandNode.leaf("wait", "decrement a semaphore, waiting while it is 0", SemWait::new),
                CommandNode.leaf("post", "increment a semaphore, waking a waiter", SemPost::new),
                CommandNode.leaf("run", "run CMD while holding a semaphore", SemRun::new),
                CommandNode.leaf("get", "print the value of a semaphore", SemGet::new),
                CommandNode.leaf("stat", "show the value, mode and times of a semaphore", SemColumns::stat),
                CommandNode.leaf("ls", "list the semaphores", SemColumns::ls),
                CommandNode.leaf("rm", "remove semaphores", SemColumns::rm))
                .seeAlso("sem_overview(7)", "sem_open(3)", "sem_wait(3)", "sem_post(3)", "flock(1)");
    }
}
