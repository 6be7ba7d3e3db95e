package org.ipcctl.sync;

import org.ipcctl.kernel.Situation;

/** What mutexes and condition variables run into. */
public enum SyncSituation implements Situation {
    /** There is no such mutex. */
    NO_MUTEX,
    /** There is no mutex to be removed. */
    NO_MUTEX_TO_REMOVE,
    /** There is no such condition variable. */
    NO_CONDITION,
    /** There is no condition variable to be removed. */
    NO_CONDITION_TO_REMOVE,
    /** Another program has written into the mutex. */
    MUTEX_DAMAGED,
    /** Another program has written into the condition variable. */
    CONDITION_DAMAGED,
    /** C programs that wait for the condition variable cannot be woken. */
    WAITERS_STUCK,
    /** Another process has the mutex. */
    LOCKED,
    /** The owner of the mutex was killed, and a command that it started goes on. */
    COMMAND_LEFT,
    /** An owner of the mutex died, and the next one may go on. */
    OWNER_DIED,
    /** Nobody can have the mutex again, whose mode is the usual one, or the finding's number. */
    LOST
}
