package org.ipcctl.bench;

import org.ipcctl.kernel.KernelException;

/** Who hears what the benchmark does. */
public interface Observer {
    /**
     * Something is going on.
     *
     * @param number   of the case, from 1
     * @param what     the case
     * @param phase    {@code warm-up}, {@code run 2 of 3}
     * @param fraction how much of that phase is done, 0 to 1
     */
    void at(int number, Case what, String phase, double fraction);

    /** A case is done. */
    void measured(Measurement measurement);

    /** The process is being ended by a signal; peers and names are gone, and no more cases will come. */
    void interrupted();

    /** The process is being ended, and something could not be cleared away; {@link #interrupted} comes all the same. */
    default void leftBehind(KernelException failure) {
        // Who only measures has nobody to tell.
    }
}
