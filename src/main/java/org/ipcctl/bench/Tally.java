package org.ipcctl.bench;

import java.util.ArrayList;
import java.util.List;

/** What is known of a case so far: a run of each round in which it was measured, or why there will be none. */
final class Tally {
    private final Case what;
    private final int leg;
    private final List<Run> runs = new ArrayList<>();
    private Conditions conditions;
    private Measurement given;
    private boolean told;

    /** @param leg which plan of a race it is of, from 0 */
    Tally(Case what, int leg) {
        this.what = what;
        this.leg = leg;
    }

    int leg() {
        return leg;
    }

    Case what() {
        return what;
    }

    /** Another round. */
    synchronized void add(Run run, Conditions under) {
        runs.add(run);
        conditions = conditions == null ? under : conditions.plus(under);
    }

    /** It will not be measured, in no round: {@code why} has the reason. */
    synchronized void giveUp(Measurement why) {
        given = why;
    }

    synchronized boolean isGivenUp() {
        return given != null;
    }

    /** What there is to tell of it; null where there is nothing yet, or it was asked for before. */
    synchronized Measurement toTell() {
        if (told || given == null && runs.isEmpty()) {
            return null;
        }
        told = true;
        return given != null ? given : Measurement.of(what, runs, conditions);
    }
}
