package org.ipcctl.result;

import java.util.Locale;
import java.util.function.Function;

/**
 * One column of a {@link Schema}, and how its value is read from a record.
 *
 * @param id      snake_case with the unit in it, as {@code size_bytes} or {@code rtt_p99_ns}: the name in JSON, CSV and shell;
 *                a dot makes it a member of an object, {@code pos.x}, which JSON nests
 * @param type    what its values are
 * @param help    one clause without capital or full stop
 * @param inTable whether it is shown where the user selected no columns and the format is for people; the machine
 *                formats always carry all columns
 * @param shrink  what may be left out where a table is wider than the terminal
 * @param role    what it is to who looks at the record again and again
 * @param getter  the value of a record; asked only where the column is shown
 */
public record Column<T>(String id, Type type, String help, boolean inTable, Shrink shrink, Role role, Function<? super T, Value> getter) {
    /** What a table may leave out of a value, with an ellipsis in its place. */
    public enum Shrink {
        NOTHING, MIDDLE, END
    }

    /** What a column is when records are looked at again and again: {@link Changes}. */
    public enum Role {
        /** It changes or does not. */
        PLAIN,
        /** It says which object the record is about. */
        IDENTITY,
        /** How much it changes in a second is worth a column of its own. */
        RATED,
        /** Looking is enough to change it, which is no news. */
        DISTURBED
    }

    public Column(String id, Type type, String help, boolean inTable, Shrink shrink, Function<? super T, Value> getter) {
        this(id, type, help, inTable, shrink, Role.PLAIN, getter);
    }

    public static <T> Column<T> of(String id, Type type, String help, Function<? super T, Value> getter) {
        return new Column<>(id, type, help, true, Shrink.NOTHING, getter);
    }

    /** A column that tables show only when it is asked for by {@code --columns}. */
    public static <T> Column<T> detail(String id, Type type, String help, Function<? super T, Value> getter) {
        return new Column<>(id, type, help, false, Shrink.NOTHING, getter);
    }

    /** Text that may be as long as others like, as a name or a path. */
    public static <T> Column<T> text(String id, String help, Shrink shrink, Function<? super T, String> getter) {
        return new Column<>(id, Type.TEXT, help, true, shrink, record -> Value.of(getter.apply(record)));
    }

    public Value value(T record) {
        return getter.apply(record);
    }

    /** The same of records that have such a thing as a {@code part}; missing where that is null. */
    public <S> Column<S> over(Function<? super S, ? extends T> part) {
        return new Column<>(id, type, help, inTable, shrink, role, whole -> {
            T record = part.apply(whole);
            return record == null ? Value.MISSING : value(record);
        });
    }

    /** The same, not shown by default. */
    public Column<T> detail() {
        return new Column<>(id, type, help, false, shrink, role, getter);
    }

    public Column<T> identity() {
        return as(Role.IDENTITY);
    }

    public Column<T> rated() {
        return as(Role.RATED);
    }

    public Column<T> disturbed() {
        return as(Role.DISTURBED);
    }

    private Column<T> as(Role other) {
        return new Column<>(id, type, help, inTable, shrink, other, getter);
    }

    public Column<T> named(String name) {
        return new Column<>(name, type, help, inTable, shrink, role, getter);
    }

    public Column<T> saying(String words) {
        return new Column<>(id, type, words, inTable, shrink, role, getter);
    }

    /** The heading in tables: the id without the unit that the humanised value carries itself. */
    public String heading() {
        String stem = switch (type) {
            case SIZE -> without(id, "_bytes");
            case NANOSECONDS -> without(id, "_ns");
            case BYTES_PER_SECOND -> without(id, "_bytes_per_second");
            case CHANGE_PER_SECOND -> without(id, "_per_second") + "/s";
            case BYTES_CHANGE_PER_SECOND -> without(id, "_bytes_per_second") + "/s";
            default -> id;
        };
        return stem.replace('_', '-').toUpperCase(Locale.ROOT);
    }

    private static String without(String id, String unit) {
        return id.endsWith(unit) && id.length() > unit.length() ? id.substring(0, id.length() - unit.length()) : id;
    }
}
