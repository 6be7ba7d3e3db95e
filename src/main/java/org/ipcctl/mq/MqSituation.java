package org.ipcctl.mq;

import org.ipcctl.kernel.Situation;

/** What POSIX message queues run into. */
public enum MqSituation implements Situation {
    /** There is no such queue. */
    ABSENT,
    /** There is none to be removed. */
    NOTHING_TO_REMOVE,
    /** The mode of the queue forbids it. */
    DENIED,
    /** There are as many queues as there may be. */
    TOO_MANY,
    /** More was asked for than a limit leaves. */
    BEYOND_LIMIT,
    /** No message of the queue may be that long, but one of another queue may. */
    TOO_LONG,
    /** There is no room, and nobody is to wait for it. */
    FULL,
    /** Another process is notified. */
    NOTIFIES_ANOTHER,
    /** One that was made for a moment could not be removed. */
    LEFT_BEHIND
}
