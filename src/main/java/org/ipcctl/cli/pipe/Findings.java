package org.ipcctl.cli.pipe;

import java.util.List;

/**
 * What an experiment found.
 *
 * @param expected all of its steps in one clause, for the list of all experiments
 * @param observed likewise
 * @param steps    in the order they were done
 */
record Findings<D>(String expected, String observed, List<Step<D>> steps) {
    boolean asExpected() {
        return steps.stream().allMatch(Step::asExpected);
    }
}
