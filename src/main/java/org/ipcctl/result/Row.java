package org.ipcctl.result;

import java.util.List;

/** One line of a result: a value for each column of its schema, in the schema's order. */
public record Row(Schema schema, List<Value> values) {
    public Row {
        values = List.copyOf(values);
        if (values.size() != schema.columns().size()) {
            throw new IllegalArgumentException(values.size() + " values for " + schema.columns().size() + " columns");
        }
    }

    /** The value of the column {@code id}. */
    public Value get(String id) {
        return values.get(schema.indexOf(id));
    }
}
