package org.ipcctl.bench;

import org.ipcctl.kernel.KernelException;

/** Who hears what the benchmark does. */
public interface Observer {
    /**
     * Something is going on.
     *
     * @param step     one for each case of each round, from 1
     * @param what     the case
     * @param phase    {@code warm-up}, {@code measuring}
     * @param fraction how much of that phase is done, 0 to 1
     */
    void at(int step, Case what, String phase, double fraction);

    /**
     * A case is done, in its last round; or the benchmark ends before, and these are the rounds that it was measured
     * in.
     */
    void measured(Measurement measurement);

    /** The same in a race, where {@code plan} tells of which plan it is, from 0. */
    default void measured(int plan, Measurement measurement) {
        measured(measurement);
    }

    /**
     * The process is being ended by a signal; peers and names are gone, what was measured was told, and no more will
     * come.
     */
    void interrupted();

    /** The process is being ended, and something could not be cleared away; {@link #interrupted} comes all the same. */
    default void leftBehind(KernelException failure) {
        // Who only measures has nobody to tell.
    }

    /** The same, and what else could not be, which it has with it. */
    default void allLeftBehind(KernelException failure) {
        leftBehind(failure);
        for (Throwable another : failure.getSuppressed()) {
            if (another instanceof KernelException left) {
                leftBehind(left);
            }
        }
    }
}
