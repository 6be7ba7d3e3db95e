package org.ipcctl.result;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of one kind of result, in their order. It is the single source of what {@code --columns} accepts and what
 * {@code --list-columns}, help, man pages and completions say.
 *
 * @param columns unique ids
 * @param single  true where the command finds one object (JSON: an object), false where it lists (JSON: an array)
 */
public record Schema(List<Column> columns, boolean single) {
    public Schema {
        columns = List.copyOf(columns);
        // No stream: this is on the way of most starts.
        Set<String> ids = new HashSet<>();
        for (Column column : columns) {
            if (!ids.add(column.id())) {
                throw new IllegalArgumentException("two columns are called " + column.id());
            }
        }
    }

    /** Of a command that describes one object. */
    public static Schema single(Column... columns) {
        return new Schema(List.of(columns), true);
    }

    /** Of a command that lists. */
    public static Schema list(Column... columns) {
        return new Schema(List.of(columns), false);
    }

    /** The same columns for a command that lists, or describes one. */
    public Schema asList() {
        return new Schema(columns, false);
    }

    /** Index of the column {@code id}, or -1. */
    public int indexOf(String id) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** A row of it, one value for each column. */
    public Row row(Value... values) {
        return new Row(this, List.of(values));
    }
}
