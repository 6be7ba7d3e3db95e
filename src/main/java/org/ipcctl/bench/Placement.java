package org.ipcctl.bench;

import java.util.Locale;

/**
 * How the two sides of a case share the CPUs: a round trip between two takes several times as long as one that stays on
 * its CPU.
 */
public enum Placement {
    /** Each is bound to a CPU of its own. */
    APART,
    /** Both are bound to one CPU. */
    SAME,
    /** The scheduler puts them where it likes, and moves them when it likes. */
    NONE;

    /** In results. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
