package org.ipcctl.fifo;

import org.ipcctl.kernel.Situation;

/** What FIFOs run into. */
public enum FifoSituation implements Situation {
    /** There is no such FIFO. */
    ABSENT,
    /** The mode of the FIFO forbids it. */
    DENIED
}
