package org.ipcctl.sem;

import org.ipcctl.kernel.Situation;

/** What named semaphores run into. */
public enum SemSituation implements Situation {
    /** There is no such semaphore. */
    ABSENT,
    /** There is none to be removed. */
    NOTHING_TO_REMOVE,
    /** The mode of the semaphore forbids it. */
    DENIED,
    /** One of that name is there already. */
    EXISTS,
    /** No bytes are left for it. */
    FULL
}
