package org.ipcctl.shm;

import org.ipcctl.kernel.Situation;

/** What shared memory objects, and rings in them, run into. */
public enum ShmSituation implements Situation {
    /** There is no such object. */
    ABSENT,
    /** There is none to be removed. */
    NOTHING_TO_REMOVE,
    /** The mode of the object forbids it. */
    DENIED,
    /** No bytes are left for it; how root makes them more is the failure's advice. */
    FULL,
    /** The object is not a ring. */
    NO_RING,
    /** The ring is laid out as another version does it. */
    OTHER_VERSION,
    /** Another program has written into the ring. */
    RING_DAMAGED,
    /** A process keeps the ring's lock. */
    RING_LOCKED,
    /** Another process is on that side of the ring. */
    SIDE_TAKEN
}
