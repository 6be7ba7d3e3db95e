package org.ipcctl.bench.saved;

import java.time.Instant;
import java.util.List;
import org.ipcctl.bench.Controls;
import org.ipcctl.bench.Machine;
import org.ipcctl.bench.Plan;

/**
 * A benchmark as {@code --save} keeps it; {@link BenchFile} knows its form.
 *
 * @param machine where it was measured
 * @param date    when
 * @param partial whether cases are missing, because it was interrupted
 * @param plan    what was asked for
 * @param ofRounds whether each run of a case is of another pair of processes, which they were not always
 * @param controls figures of the machine itself; none in files of before there were such
 * @param cases   what was found
 */
public record SavedBench(Machine machine, Instant date, boolean partial, Plan plan, boolean ofRounds, Controls controls,
                         List<SavedCase> cases) {
    public SavedBench {
        cases = List.copyOf(cases);
    }
}
