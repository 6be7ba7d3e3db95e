package org.ipcctl.bench.saved;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param conditions of the machine meanwhile, as {@link BenchFile#ENVIRONMENT} calls them, and what makes the figures
 * doubtful; none where the file does not tell
 * @param notes   why something was not measured, with what it is
 * @param cases   what was found
 */
public record SavedBench(Machine machine, Instant date, boolean partial, Plan plan, boolean ofRounds, Controls controls,
                         Map<String, String> conditions, List<String> notes, List<SavedCase> cases) {
    public SavedBench {
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        notes = List.copyOf(notes);
        cases = List.copyOf(cases);
    }

    /** The same with {@code some} of its cases, and its notes where these are all. */
    public SavedBench only(List<SavedCase> some) {
        return new SavedBench(machine, date, partial, plan, ofRounds, controls, conditions,
                some.size() == cases.size() ? notes : List.of(), some);
    }
}
