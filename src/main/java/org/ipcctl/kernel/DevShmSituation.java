package org.ipcctl.kernel;

/** What {@link DevShm} runs into. */
public enum DevShmSituation implements Situation {
    /** It has as many files as its limit nr_inodes allows; how root raises that is the failure's advice. */
    NO_INODE
}
