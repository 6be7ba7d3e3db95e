package org.ipcctl.bench.saved;

import org.ipcctl.kernel.Situation;

/** What a saved benchmark that is to be read turns out to be. */
public enum SavedSituation implements Situation {
    /** There is no such file. */
    ABSENT,
    /** It is something else. */
    FOREIGN,
    /** It is one, and damaged. */
    DAMAGED,
    /** A later version wrote it. */
    NEWER
}
