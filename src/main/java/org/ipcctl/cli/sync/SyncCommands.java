package org.ipcctl.cli.sync;

import org.ipcctl.cli.CommandNode;

/** The commands about mutexes and condition variables. */
public final class SyncCommands {
    private SyncCommands() {}

    /** {@code ipcctl mutex ...}. */
    public static CommandNode mutex() {
        return CommandNode.group("mutex", "lock robust process-shared mutexes",
                CommandNode.leaf("create", "create a mutex", SyncCreate::mutex),
                CommandNode.leaf("run", "run CMD while holding a mutex", MutexRun::new),
                CommandNode.leaf("stat", "show whether a mutex is locked, and by whom", SyncColumns::mutexStat),
                CommandNode.leaf("ls", "list the mutexes", SyncColumns::mutexLs),
                CommandNode.leaf("rm", "remove mutexes", SyncColumns::mutexRm))
                .seeAlso("pthread_mutex_lock(3)", "pthread_mutexattr_setrobust(3)", "shm_overview(7)",
                        "get_robust_list(2)");
    }

    /** {@code ipcctl cond ...}. */
    public static CommandNode condition() {
        return CommandNode.group("cond", "wait for and signal process-shared condition variables",
                CommandNode.leaf("create", "create a condition variable", SyncCreate::condition),
                CommandNode.leaf("wait", "wait for a signal", CondWait::new),
                CommandNode.leaf("signal", "wake one waiter", CondWake::one),
                CommandNode.leaf("broadcast", "wake all waiters", CondWake::all),
                CommandNode.leaf("stat", "show how many signals were sent", SyncColumns::conditionStat),
                CommandNode.leaf("ls", "list the condition variables", SyncColumns::conditionLs),
                CommandNode.leaf("rm", "remove condition variables", SyncColumns::conditionRm))
                .seeAlso("pthread_cond_wait(3)", "pthread_cond_signal(3)", "shm_overview(7)");
    }
}
