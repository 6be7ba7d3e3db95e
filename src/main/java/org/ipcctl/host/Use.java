package org.ipcctl.host;

import org.ipcctl.inspect.IpcKind;
import org.ipcctl.kernel.KernelException;

/** Whether an object that no process is seen to have is had by one nevertheless. */
public enum Use {
    /** All processes could be looked at, or the kernel says so. */
    NONE,
    /** By a process that this user cannot see. */
    UNSEEN,
    /** Not all processes could be looked at, or that would tell nothing, and the kernel does not tell this user. */
    UNKNOWN;

    /**
     * Of the object {@code name} of {@code kind}, of which no holder was found.
     *
     * @param isComplete whether every process could be looked at
     */
    public static Use ofUnheld(IpcKind<?> kind, String name, boolean isComplete) {
        Boolean known;
        try {
            known = kind.isInUse(name);
        } catch (KernelException goneOrNotToBeAsked) {
            known = null;
        }
        return known != null ? known ? UNSEEN : NONE : isComplete && kind.isHeld() ? NONE : UNKNOWN;
    }
}
