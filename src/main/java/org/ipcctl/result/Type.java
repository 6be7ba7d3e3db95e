package org.ipcctl.result;

/** What the values of a column are. Any column may also hold {@link Value.Missing}. */
public enum Type {
    /** A string; {@link Value.Text}, {@link Value.Spelled}. */
    TEXT,
    /** A whole number; {@link Value.Int}. The unit, if any, is in the column's id. */
    INTEGER,
    /** A number with a fraction; {@link Value.Decimal}. */
    DECIMAL,
    /** A number with a fraction that nobody may round, not even a table; {@link Value.Decimal}. */
    EXACT,
    /** A size in bytes, which tables humanise; {@link Value.Int}. */
    SIZE,
    /** A span of time in nanoseconds, which tables humanise; {@link Value.Int}. */
    NANOSECONDS,
    /** A rate in bytes per second, which tables humanise; {@link Value.Decimal}. */
    BYTES_PER_SECOND,
    /** How much a number grows in a second, negative where it shrinks; {@link Value.Decimal}. */
    CHANGE_PER_SECOND,
    /** The same of a size in bytes, which tables humanise; {@link Value.Decimal}. */
    BYTES_CHANGE_PER_SECOND,
    /** A point in time; {@link Value.Time}. */
    TIME,
    /** Permission bits, shown in octal; {@link Value.Mode}. */
    MODE,
    /** {@link Value.Bool}. */
    BOOLEAN,
    /** Received bytes of any value; {@link Value.Bytes}. */
    BYTES,
    /** Several values in one column, or an object; {@link Value.Items}, {@link Value.Members}. */
    COMPOUND;

    /** Whether tables set it flush right. */
    public boolean isNumeric() {
        return switch (this) {
            case INTEGER, DECIMAL, EXACT, SIZE, NANOSECONDS, BYTES_PER_SECOND, CHANGE_PER_SECOND,
                    BYTES_CHANGE_PER_SECOND -> true;
            default -> false;
        };
    }
}
