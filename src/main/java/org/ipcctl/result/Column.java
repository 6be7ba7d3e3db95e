package org.ipcctl.result;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * One column of a {@link Schema}, and how its value is read from a record.
 *
 * @param id     snake_case with the unit in it, as {@code size_bytes} or {@code rtt_p99_ns}: the name in JSON, CSV and
 *               shell; a dot makes it a member of an object, {@code pos.x}, which JSON nests
 * @param type   what its values are
 * @param help   one clause without capital or full stop
 * @param show   where it is shown though the user selected no columns; the machine formats always carry all columns
 * @param shrink what becomes of it where a table is wider than the terminal
 * @param role   what it is to who looks at the record again and again
 * @param getter the value of a record; asked only where the column is shown
 * @param tone   what its value means to people; null where it is a value like others
 */
public record Column<T>(String id, Type type, String help, Show show, Shrink shrink, Role role,
                        Function<? super T, Value> getter,
                        Function<Value, Tone> tone) {
    /** Where a column is shown that nobody asked for. */
    public enum Show {
        /** In tables and plain. */
        TABLE,
        /** In plain alone: there is no room for it in a line of 80 characters. */
        PLAIN,
        NOWHERE
    }

    /** What becomes of a value in a table that is wider than the terminal. */
    public enum Shrink {
        NOTHING,
        /** Its middle is left out, with an ellipsis in its place. */
        MIDDLE,
        /** Its end is. */
        END,
        /** It is broken between words, and takes several lines. */
        WORDS,
        /** It is told below the line of the others, behind its heading, and broken between words. */
        BELOW,
        /** The same, but not broken, for it is to be copied. */
        COMMAND
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

    public Column(String id, Type type, String help, boolean inTable, Shrink shrink,
                  Function<? super T, Value> getter) {
        this(id, type, help, inTable ? Show.TABLE : Show.NOWHERE, shrink, Role.PLAIN, getter, null);
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

    /** Whether tables show it where nobody selects columns. */
    public boolean inTable() {
        return show == Show.TABLE;
    }

    /** Whether plain shows it where nobody selects columns. */
    public boolean inPlain() {
        return show != Show.NOWHERE;
    }

    /** What {@code value}, which is one of this column's, means. */
    public Tone toneOf(Value value) {
        return tone == null ? Tone.PLAIN : tone.apply(value);
    }

    /** The same of records that have such a thing as a {@code part}; missing where that is null. */
    public <S> Column<S> over(Function<? super S, ? extends T> part) {
        return new Column<>(id, type, help, show, shrink, role, whole -> {
            T record = part.apply(whole);
            return record == null ? Value.MISSING : value(record);
        }, tone);
    }

    /** The same, not shown by default. */
    public Column<T> detail() {
        return shown(Show.NOWHERE);
    }

    /** The same, which goes another way where a table is wider than the terminal. */
    public Column<T> shrinking(Shrink other) {
        return new Column<>(id, type, help, show, other, role, getter, tone);
    }

    /** The same, shown elsewhere. */
    public Column<T> shown(Show other) {
        return new Column<>(id, type, help, other, shrink, role, getter, tone);
    }

    /** The same, whose values tables on a terminal show by what they mean. */
    public Column<T> toned(Function<Value, Tone> meaning) {
        return new Column<>(id, type, help, show, shrink, role, getter, meaning);
    }

    /** The same of a column of words, of which some are not to be overlooked. */
    public Column<T> toned(Map<String, Tone> words) {
        return toned(
                value -> value instanceof Value.Text text ? words.getOrDefault(text.text(), Tone.PLAIN) : Tone.PLAIN);
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
        return new Column<>(id, type, help, show, shrink, other, getter, tone);
    }

    public Column<T> named(String name) {
        return new Column<>(name, type, help, show, shrink, role, getter, tone);
    }

    public Column<T> saying(String words) {
        return new Column<>(id, type, words, show, shrink, role, getter, tone);
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
