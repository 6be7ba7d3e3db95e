package org.ipcctl.sysv;

/**
 * Which messages are received, and how much of one: msgrcv(2).
 *
 * @param type   0 for the oldest of any type, above 0 for the oldest of this, below 0 for one of the lowest type up to
 * its amount
 * @param except whether all but those of {@code type} are meant
 * @param size   bytes that a message may have; below 0 for any
 * @param cut    whether of a longer one the rest is thrown away
 */
public record MsgSelection(long type, boolean except, long size, boolean cut) {
    private static final int MSG_NOERROR = 010000;
    private static final int MSG_EXCEPT = 020000;

    int flags() {
        return (except ? MSG_EXCEPT : 0) | (cut ? MSG_NOERROR : 0);
    }
}
