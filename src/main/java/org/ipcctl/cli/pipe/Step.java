package org.ipcctl.cli.pipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipcctl.result.Column;
import org.ipcctl.result.Row;
import org.ipcctl.result.Schema;
import org.ipcctl.result.Type;
import org.ipcctl.result.Value;

/**
 * One thing that an experiment looked at.
 *
 * @param name       what was done, in a few words
 * @param expected   what pipe(7) says comes of it
 * @param observed   what came
 * @param asExpected whether the second is what the first allows
 * @param details    values of the experiment's own columns
 */
record Step(String name, String expected, String observed, boolean asExpected, List<Value> details) {
    static final Column EXPECTED = Column.of("expected", Type.TEXT, "what pipe(7) says");
    static final Column OBSERVED = Column.of("observed", Type.TEXT, "what the kernel did");
    static final Column VERDICT = Column.of("verdict", Type.TEXT, "ok, or deviates where the second is not what the first allows");

    static Step of(String name, String expected, String observed, boolean asExpected, Value... details) {
        return new Step(name, expected, observed, asExpected, List.of(details));
    }

    /** The columns of an experiment's steps; its own come last. */
    static Schema schema(Column... details) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("step", Type.TEXT, "what was done"), EXPECTED, OBSERVED, VERDICT));
        columns.addAll(Arrays.asList(details));
        return new Schema(columns, false);
    }

    Row row(Schema schema) {
        List<Value> values = new ArrayList<>(List.of(Value.of(name), Value.of(expected), Value.of(observed), verdict(asExpected)));
        values.addAll(details);
        return new Row(schema, values);
    }

    static Value verdict(boolean asExpected) {
        return Value.of(asExpected ? "ok" : "deviates");
    }
}
