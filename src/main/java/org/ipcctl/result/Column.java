package org.ipcctl.result;

import java.util.Locale;

/**
 * One column of a {@link Schema}.
 *
 * @param id      snake_case with the unit in it, as {@code size_bytes} or {@code rtt_p99_ns}: the name in JSON, CSV and shell;
 *                a dot makes it a member of an object, {@code pos.x}, which JSON nests
 * @param type    what its values are
 * @param help    one clause without capital or full stop
 * @param inTable whether it is shown where the user selected no columns and the format is for people; the machine
 *                formats always carry all columns
 */
public record Column(String id, Type type, String help, boolean inTable) {
    public static Column of(String id, Type type, String help) {
        return new Column(id, type, help, true);
    }

    /** A column that tables show only when it is asked for by {@code --columns}. */
    public static Column detail(String id, Type type, String help) {
        return new Column(id, type, help, false);
    }

    /** The heading in tables: the id without the unit that the humanised value carries itself. */
    public String heading() {
        String stem = switch (type) {
            case SIZE -> without(id, "_bytes");
            case NANOSECONDS -> without(id, "_ns");
            case BYTES_PER_SECOND -> without(id, "_bytes_per_second");
            default -> id;
        };
        return stem.replace('_', '-').toUpperCase(Locale.ROOT);
    }

    private static String without(String id, String unit) {
        return id.endsWith(unit) && id.length() > unit.length() ? id.substring(0, id.length() - unit.length()) : id;
    }
}
