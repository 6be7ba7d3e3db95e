package org.ipcctl.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /**
     * The column that a user calls {@code word}: by its id or its heading, in capitals or not, with dashes, underscores
     * or neither. Null where there is none, or several.
     */
    public Column<T> named(String word) {
        Column<T> exact = find(word);
        if (exact != null) {
            return exact;
        }
        Column<T> byId = only(word, Column::id);
        return byId != null ? byId : only(word, Column::heading);
    }

    private Column<T> only(String word, Function<Column<T>, String> name) {
        Column<T> found = null;
        for (Column<T> column : columns) {
            if (letters(name.apply(column)).equals(letters(word))) {
                if (found != null) {
                    return null;
                }
                found = column;
            }
        }
        return found;
    }

    private static String letters(String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The same columns, of which tables show {@code ids} and plain, as before, those that it did, where nobody selects
     * any.
     */
    public Schema<T> showing(String... ids) {
        Set<String> wanted = Set.of(ids);
        List<Column<T>> all = new ArrayList<>();
        for (Column<T> column : columns) {
            all.add(wanted.contains(column.id()) || !column.inTable() ? column : column.shown(Column.Show.PLAIN));
            if (wanted.contains(column.id()) != all.get(all.size() - 1).inTable()) {
                throw new IllegalArgumentException("tables have no column " + column.id());
            }
        }
        return new Schema<>(all, single);
    }

    /** A record as one value that has all columns as members. */
    public Value members(T record) {
        Map<String, Value> members = new LinkedHashMap<>();
        columns.forEach(column -> members.put(column.id(), column.value(record)));
        return new Value.Members(members);
    }
}
