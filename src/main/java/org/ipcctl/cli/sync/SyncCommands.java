package org.ipcctl.cli.sync;

import org.ipcctl.cli.Entry;

/** The commands about mutexes and condition variables. */
public final class SyncCommands {
    private SyncCommands() {
    }

    /** {@code ipcctl mutex ...}. */
    public static Entry mutex() {
        return Entry.group("mutex", "lock robust process-shared mutexes",
                Entry.leaf("create", "create a mutex", SyncCreate::mutex),
                Entry.leaf("run", "run CMD while holding a mutex", MutexRun::new),
                Entry.leaf("stat", "show whether a mutex is locked, and by whom", SyncColumns::mutexStat),
                Entry.leaf("ls", "list the mutexes", SyncColumns::mutexLs),
                Entry.leaf("rm", "remove mutexes", SyncColumns::mutexRm))
                .seeAlso("pthread_mutex_lock(3)", "pthread_mutexattr_setrobust(3)", "shm_overview(7)", "get_robust_list(2)");
    }

    /** {@code ipcctl cond ...}. */
    public static Entry condition() {
        return Entry.group("cond", "wait for and signal process-shared condition variables",
                Entry.leaf("create", "create a condition variable", SyncCreate::condition),
                Entry.leaf("wait", "wait for a signal", CondWait::new),
                Entry.leaf("signal", "wake one that waits", CondWake::one),
                Entry.leaf("broadcast", "wake all that wait", CondWake::all),
                Entry.leaf("stat", "show how many signals were sent", SyncColumns::conditionStat),
                Entry.leaf("ls", "list the condition variables", SyncColumns::conditionLs),
                Entry.leaf("rm", "remove condition variables", SyncColumns::conditionRm))
                .seeAlso("pthread_cond_wait(3)", "pthread_cond_signal(3)", "shm_overview(7)");
    }
}
