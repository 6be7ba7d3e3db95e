package org.ipcctl.sysv;

import org.ipcctl.kernel.Situation;

/** What System V objects run into. */
public enum SysvSituation implements Situation {
    /** There is no queue of that key. */
    QUEUE_ABSENT,
    /** There is no queue of that number any more. */
    QUEUE_GONE,
    /** The mode or the owner of the queue forbids it. */
    QUEUE_DENIED,
    /** There is no set of that key. */
    SET_ABSENT,
    /** There is no set of that number any more. */
    SET_GONE,
    /** The mode or the owner of the set forbids it. */
    SET_DENIED,
    /** The set has fewer semaphores. */
    SET_IS_SMALLER,
    /** There is no segment of that key. */
    SEGMENT_ABSENT,
    /** There is no segment of that number any more. */
    SEGMENT_GONE,
    /** The mode or the owner of the segment forbids it. */
    SEGMENT_DENIED,
    /** More was asked for than a limit leaves. */
    BEYOND_LIMIT
}
