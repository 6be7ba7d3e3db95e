package org.ipcctl.format;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipcctl.kernel.TextWidth;
import org.ipcctl.result.Column;
import org.ipcctl.result.Value;

/** A value as text: exact for machines, humanised for tables. */
public final class Texts {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    /** What tables show of a value that is not known. */
    static final String MISSING = "-";

    private Texts() {}

    /** Exact and without unit; the empty string where it is missing. */
    public static String exact(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Spelled name) {
            return name.text();
        } else if (value instanceof Value.Decimal decimal) {
            return Numbers.shortest(decimal.number());
        } else if (value instanceof Value.Time time) {
            return Times.exact(time.instant());
        } else if (value instanceof Value.Mode mode) {
            String octal = Integer.toOctalString(mode.bits());
            return "0".repeat(Math.max(0, 4 - octal.length())) + octal;
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.truth());
        } else if (value instanceof Value.Bytes bytes) {
            return Payload.text(bytes.bytes());
        } else if (value instanceof Value.Encoding of) {
            return Payload.encoding(of);
        } else if (value instanceof Value.Items items) {
            return list(items);
        } else if (value instanceof Value.Members) {
            return JsonRows.text(value);
        }
        return value instanceof Value.Int number ? number.toString() : "";
    }

    /** The items with commas between them, those of lists in the list too; as JSON where objects are among them. */
    private static String list(Value.Items list) {
        return holdsObjects(list) ? JsonRows.text(list)
                : list.items().stream().map(Texts::exact).collect(Collectors.joining(","));
    }

    private static boolean holdsObjects(Value.Items list) {
        return list.items().stream().anyMatch(
                item -> item instanceof Value.Members || item instanceof Value.Items inner && holdsObjects(inner));
    }

    /** For people: units that fit, local time, {@code -} where it is missing, nothing that a terminal would obey. */
    static String human(Column<?> column, Value value, TableStyle look) {
        if (value instanceof Value.Missing) {
            return MISSING;
        }
        String text = switch (column.type()) {
            case SIZE -> look.exactBytes() ? exact(value) : size(amount((Value.Int) value));
            case NANOSECONDS -> nanoseconds(((Value.Int) value).number());
            case BYTES_PER_SECOND -> look.exactBytes() ? exact(value) : size(((Value.Decimal) value).number()) + "/s";
            case CHANGE_PER_SECOND -> signed(((Value.Decimal) value).number(),
                    Numbers.fixed(((Value.Decimal) value).number(), 1));
            case BYTES_CHANGE_PER_SECOND -> signed(((Value.Decimal) value).number(),
                    look.exactBytes() ? exact(value) : size(Math.rint(((Value.Decimal) value).number())));
            case DECIMAL -> decimal(((Value.Decimal) value).number());
            case TIME -> look.relative() ? Times.relative(((Value.Time) value).instant(), Instant.now())
                    : Times.local(((Value.Time) value).instant());
            case BOOLEAN -> ((Value.Bool) value).truth() ? "yes" : "no";
            default -> exact(value);
        };
        return Payload.printable(text);
    }

    /** Growth and shrinking are told apart at a glance. */
    private static String signed(double number, String text) {
        return number > 0 ? "+" + text : number == 0 ? "0" : text;
    }

    private static double amount(Value.Int value) {
        return value.wide() != null ? value.wide().doubleValue() : value.number();
    }

    /** A size in the unit that fits: {@code 64 KiB}. */
    public static String size(double bytes) {
        int unit = 0;
        double amount = bytes;
        // What would be rounded to 1024.0 is one of the next unit.
        while (Math.abs(amount) >= (unit == 0 ? 1024 : 1023.95) && unit < BINARY.length - 1) {
            amount /= 1024;
            unit++;
        }
        boolean whole = amount == Math.rint(amount) && (unit == 0 || Math.abs(amount) < 1024);
        return whole ? (long) amount + " " + BINARY[unit] : Numbers.fixed(amount, 1) + " " + BINARY[unit];
    }

    /** Whether what is written may be more than ASCII: the JVM takes this from the locale. */
    public static boolean isUtf8() {
        return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    }

    /** What of {@code text} has room in {@code width} columns: its beginning, and its end where that tells more. */
    public static String cut(String text, int width, boolean keepsEnd) {
        if (TextWidth.of(text) <= width) {
            return text;
        }
        String ellipsis = isUtf8() ? "\u2026" : "...";
        int kept = width - ellipsis.length();
        int tail = keepsEnd ? kept / 2 : 0;
        return TextWidth.beginning(text, kept - tail) + ellipsis + TextWidth.ending(text, tail);
    }

    static String nanoseconds(long nanos) {
        // What would be rounded to 1000.00 is one of the next unit.
        if (nanos < 1_000) {
            return nanos + " ns";
        } else if (nanos < 999_995) {
            return Numbers.fixed(nanos / 1e3, 2) + " us";
        } else if (nanos < 999_995_000) {
            return Numbers.fixed(nanos / 1e6, 2) + " ms";
        }
        return Numbers.fixed(nanos / 1e9, 2) + " s";
    }

    private static String decimal(double number) {
        return Math.abs(number) >= 1000 && !Double.isInfinite(number)
                ? String.format(Locale.ROOT, "%,.0f", number) : Numbers.shortest(number);
    }
}
