package org.ipcctl.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ipcctl.result.Column.Role;

/**
 * What is different at each look at the records of a {@link Schema}. Columns say by their {@link Role} which object a
 * record is about, and of which numbers the change per second is worth a column. A record is asked only for what is
 * shown or needed for that.
 */
public final class Changes<T> {
    private static final String PER_SECOND = "_per_second";
    private static final double NANOS = 1e9;

    /** What became of a record since the look before. */
    public enum State {
        /** It was there at the first look. */
        PRESENT,
        APPEARED,
        /** A value is another one. */
        CHANGED, UNCHANGED,
        /** It was there at the look before; its values are those it had then. */
        GONE;

        /** As it is told. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A record as it was at one look. */
    public static final class Row {
        private final State state;
        private final Instant time;
        private final Map<String, Value> values;
        private final Set<String> different;

        private Row(State state, Instant time, Map<String, Value> values, Set<String> different) {
            this.state = state;
            this.time = time;
            this.values = values;
            this.different = different;
        }

        public State state() {
            return state;
        }

        /** Whether the value of the column {@code id} was another one at the look before. */
        public boolean isDifferent(String id) {
            return different.contains(id);
        }

        private Value value(String id) {
            return values.getOrDefault(id, Value.MISSING);
        }
    }

    private final List<Column<T>> asked = new ArrayList<>();
    private Map<List<Value>, Map<String, Value>> before;

    /**
     * @param schema of the records
     * @param shown  what is wanted of {@link #rows}
     */
    public Changes(Schema<T> schema, Schema<Row> shown) {
        for (Column<T> column : schema.columns()) {
            if (column.role() == Role.IDENTITY || shown.find(column.id()) != null
                    || column.role() == Role.RATED && shown.find(rateOf(column)) != null) {
                asked.add(column);
            }
        }
    }

    /**
     * The columns that rows have whose records have those of {@code schema}: what became of it and when, and its own,
     * each rate beside its number.
     *
     * @param told whether what became of it is shown where nobody selects columns; a screen shows it in another way
     */
    public static <T> Schema<Row> rows(Schema<T> schema, boolean told) {
        List<Column<Row>> columns = new ArrayList<>();
        Column<Row> change = Column.of("change", Type.TEXT, "present in the first look, then appeared, changed or "
                + "gone",
                row -> Value.of(row.state.word()));
        Column<Row> time = Column.of("time", Type.TIME, "when that was seen", row -> Value.of(row.time));
        columns.add(told ? change : change.detail());
        columns.add(told ? time : time.detail());
        for (Column<T> column : schema.columns()) {
            String id = column.id();
            columns.add(new Column<Row>(id, column.type(), column.help(), true, column.shrink(), row -> row.value(id))
                    .shown(column.show()).toned(column.tone()));
            if (column.role() == Role.RATED) {
                String rate = rateOf(column);
                columns.add(new Column<Row>(rate,
                        column.type() == Type.SIZE ? Type.BYTES_CHANGE_PER_SECOND : Type.CHANGE_PER_SECOND,
                        "the change of " + id + " per second since the previous look", true, Column.Shrink.NOTHING,
                        row -> row.value(rate)).shown(column.show()));
            }
        }
        return new Schema<>(columns, schema.single());
    }

    private static String rateOf(Column<?> column) {
        return column.id() + PER_SECOND;
    }

    /**
     * Takes a look: a row for each record, in their order, and behind them one for each that is gone.
     *
     * @param nanos how long ago the look before was
     * @param time  what the clock on the wall says
     */
    public List<Row> look(List<T> records, long nanos, Instant time) {
        Map<List<Value>, Map<String, Value>> now = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (T one : records) {
            Map<String, Value> values = new HashMap<>();
            asked.forEach(column -> values.put(column.id(), column.value(one)));
            List<Value> key = key(values, now);
            now.put(key, values);
            Map<String, Value> old = before == null ? null : before.get(key);
            rows.add(old == null ? new Row(before == null ? State.PRESENT : State.APPEARED, time, values, Set.of())
                    : compared(old, values, nanos, time));
        }
        if (before != null) {
            before.forEach((key, old) -> {
                if (!now.containsKey(key)) {
                    rows.add(new Row(State.GONE, time, old, Set.of()));
                }
            });
        }
        before = now;
        return rows;
    }

    /** Which object it is; where two say the same of themselves, the first of them, the second and so on. */
    private List<Value> key(Map<String, Value> values, Map<List<Value>, ?> taken) {
        List<Value> key = new ArrayList<>();
        for (Column<T> column : asked) {
            if (column.role() == Role.IDENTITY) {
                key.add(values.get(column.id()));
            }
        }
        List<Value> free = key;
        for (long second = 2; taken.containsKey(free); second++) {
            free = new ArrayList<>(key);
            free.add(Value.of(second));
        }
        return free;
    }

    private Row compared(Map<String, Value> old, Map<String, Value> values, long nanos, Instant time) {
        Set<String> different = new HashSet<>();
        Map<String, Value> all = new HashMap<>(values);
        for (Column<T> column : asked) {
            String id = column.id();
            if (column.role() != Role.DISTURBED && !values.get(id).equals(old.get(id))) {
                different.add(id);
            }
            if (column.role() == Role.RATED && old.get(id) instanceof Value.Int from
                    && values.get(id) instanceof Value.Int to && nanos > 0) {
                all.put(rateOf(column), Value.of((to.number() - from.number()) * NANOS / nanos));
            }
        }
        return new Row(different.isEmpty() ? State.UNCHANGED : State.CHANGED, time, all, different);
    }
}
