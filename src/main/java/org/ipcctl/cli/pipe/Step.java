package org.ipcctl.cli.pipe;

import java.util.Map;
import org.ipcctl.result.Column;
import org.ipcctl.result.Column.Shrink;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Tone;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * One thing that an experiment looked at.
 *
 * @param name       what was done, in a few words
 * @param expected   what pipe(7) says comes of it
 * @param observed   what came
 * @param asExpected whether the second is what the first allows
 * @param details    what the experiment's own columns are read from
 */
record Step<D>(String name, String expected, String observed, boolean asExpected, D details) {
    /** What a step has in the list of all experiments too. */
    static <D> Schema<Step<D>> named(String column, String help) {
        return Schema.<Step<D>>list(
                Column.text(column, help, Shrink.WORDS, Step::name),
                Column.text("expected", "what pipe(7) says", Shrink.WORDS, Step::expected),
                Column.text("observed", "what the kernel did", Shrink.WORDS, Step::observed),
                Column.<Step<D>>of("verdict", Type.TEXT,
                        "ok, or deviates if the kernel did something else",
                        s -> Value.of(s.asExpected() ? "ok" : "deviates")).toned(Map.of("deviates", Tone.BAD)));
    }

    /** The columns of an experiment's steps; its own come last. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <D> Schema<Step<D>> schema(Column<D>... details) {
        return Step.<D>named("step", "what was done").with(Step::details, details);
    }
}
