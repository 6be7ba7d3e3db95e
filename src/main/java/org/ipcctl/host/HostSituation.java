package org.ipcctl.host;

import org.ipcctl.kernel.Situation;

/** What this host is in, apart from its objects. */
public enum HostSituation implements Situation {
    /** A limit of the mechanism is nearly used up. */
    NEAR_LIMIT,
    /** The first process has message queues of its own. */
    OTHER_QUEUES
}
