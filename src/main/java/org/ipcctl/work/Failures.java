package org.ipcctl.work;

import org.ipcctl.kernel.KernelException;

/** Where messages go that have failed for good. */
interface Failures {
    /**
     * Takes the message of {@code claim}, and clears that.
     *
     * @return where it is; null where there is no room
     */
    String take(Claim claim);

    /** What to say then. */
    KernelException full(Claim claim);
}
