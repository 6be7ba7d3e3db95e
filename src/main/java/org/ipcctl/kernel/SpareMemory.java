package org.ipcctl.kernel;

/**
 * Memory of the Java heap, set aside while all goes well: for what has to be done when there is none left, as to give
 * back what others wait for, and to say so.
 */
public final class SpareMemory {
    private static final int SIZE = 256 * 1024;

    @SuppressWarnings("unused") // It is there, and that is its use.
    private static volatile byte[] spare;

    private SpareMemory() {}

    /** Sets it aside, unless it is. */
    public static void keep() {
        if (spare == null) {
            spare = new byte[SIZE];
        }
    }

    /** Gives it up; to be called before what must not fail. */
    public static void giveUp() {
        spare = null;
    }
}
