package org.ipcctl.result;

import java.util.List;

/** A whole result; streams of rows are written row by row instead. */
public record Result(Schema schema, List<Row> rows) {
    public Result {
        rows = List.copyOf(rows);
    }

    /** One described object. */
    public static Result of(Row row) {
        return new Result(row.schema(), List.of(row));
    }

    public static Result of(Schema schema, List<Row> rows) {
        return new Result(schema, rows);
    }
}
