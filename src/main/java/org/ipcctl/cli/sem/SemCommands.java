package org.ipcctl.cli.sem;

import org.ipcctl.cli.Entry;

/** The commands about semaphores. */
public final class SemCommands {
    private SemCommands() {
    }

    /** {@code ipcctl sem ...}. */
    public static Entry group() {
        return Entry.group("sem", "create, take and give back POSIX named semaphores",
                Entry.leaf("create", "create a semaphore", SemCreate::new),
                Entry.leaf("wait", "take one from a semaphore, waiting while it is 0", SemWait::new),
                Entry.leaf("post", "give one back to a semaphore", SemPost::new),
                Entry.leaf("run", "run CMD while holding a semaphore", SemRun::new),
                Entry.leaf("get", "print the value of a semaphore", SemGet::new),
                Entry.leaf("stat", "show the value, mode and times of a semaphore", SemColumns::stat),
                Entry.leaf("ls", "list the semaphores", SemColumns::ls),
                Entry.leaf("rm", "remove semaphores", SemColumns::rm))
                .seeAlso("sem_overview(7)", "sem_open(3)", "sem_wait(3)", "sem_post(3)", "flock(1)");
    }
}
