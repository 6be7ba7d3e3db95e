package org.ipcctl.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The columns of one kind of record, in their order. It is the single source of what {@code --columns} accepts and what
 * {@code --list-columns}, help, man pages and completions say.
 *
 * @param columns unique ids
 * @param single  true where the command finds one object (JSON: an object), false where it lists (JSON: an array)
 */
@SuppressWarnings("varargs")
public record Schema<T>(List<Column<T>> columns, boolean single) {
    public Schema {
        columns = List.copyOf(columns);
        // No stream: this is on the way of most starts.
        Set<String> ids = new HashSet<>();
        for (Column<T> column : columns) {
            if (!ids.add(column.id())) {
                throw new IllegalArgumentException("two columns are called " + column.id());
            }
        }
    }

    /** Of a command that describes one object. */
    @SafeVarargs
    public static <T> Schema<T> single(Column<T>... columns) {
        return new Schema<>(List.of(columns), true);
    }

    /** Of a command that lists. */
    @SafeVarargs
    public static <T> Schema<T> list(Column<T>... columns) {
        return new Schema<>(List.of(columns), false);
    }

    /** The same columns for a command that lists, or describes one. */
    public Schema<T> asList() {
        return new Schema<>(columns, false);
    }

    /** More columns behind these. */
    @SafeVarargs
    public final Schema<T> and(Column<T>... more) {
        return joined(Arrays.asList(more));
    }

    /** The columns of a {@code part} of the record behind these; missing where that is null. */
    @SafeVarargs
    public final <S> Schema<T> with(Function<? super T, ? extends S> part, Column<S>... others) {
        return with(part, Arrays.asList(others));
    }

    public <S> Schema<T> with(Function<? super T, ? extends S> part, List<Column<S>> others) {
        List<Column<T>> more = new ArrayList<>();
        for (Column<S> column : others) {
            more.add(column.over(part));
        }
        return joined(more);
    }

    private Schema<T> joined(List<Column<T>> more) {
        List<Column<T>> all = new ArrayList<>(columns);
        all.addAll(more);
        return new Schema<>(all, single);
    }

    /** The column {@code id}, or null. */
    public Column<T> find(String id) {
        for (Column<T> column : columns) {
            if (column.id().equals(id)) {
                return column;
            }
        }
        return null;
    }

    /** A record as one value that has all columns as members. */
    public Value members(T record) {
        Map<String, Value> members = new LinkedHashMap<>();
        columns.forEach(column -> members.put(column.id(), column.value(record)));
        return new Value.Members(members);
    }
}
