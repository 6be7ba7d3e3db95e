package org.ipcctl.result;

import java.util.Arrays;
import java.util.Comparator;

/** Which of two values of one column comes first: by number, by time, or by letters; what is missing comes last. */
public final class ValueOrder implements Comparator<Value> {
    @Override
    public int compare(Value one, Value other) {
        if (one instanceof Value.Missing || other instanceof Value.Missing) {
            return Boolean.compare(one instanceof Value.Missing, other instanceof Value.Missing);
        } else if (one instanceof Value.Int a && other instanceof Value.Int b) {
            return a.wide() != null || b.wide() != null
                    ? new java.math.BigInteger(a.toString()).compareTo(new java.math.BigInteger(b.toString()))
                    : Long.compare(a.number(), b.number());
        } else if (one instanceof Value.Decimal a && other instanceof Value.Decimal b) {
            return Double.compare(a.number(), b.number());
        } else if (one instanceof Value.Time a && other instanceof Value.Time b) {
            return a.instant().compareTo(b.instant());
        } else if (one instanceof Value.Mode a && other instanceof Value.Mode b) {
            return Integer.compare(a.bits(), b.bits());
        } else if (one instanceof Value.Bool a && other instanceof Value.Bool b) {
            return Boolean.compare(a.truth(), b.truth());
        } else if (one instanceof Value.Items a && other instanceof Value.Items b) {
            return Integer.compare(a.items().size(), b.items().size());
        } else if (one instanceof Value.Bytes a && other instanceof Value.Bytes b) {
            return Arrays.compareUnsigned(a.bytes(), b.bytes());
        }
        return text(one).compareTo(text(other));
    }

    private static String text(Value value) {
        return value instanceof Value.Text text ? text.text()
                : value instanceof Value.Spelled spelled ? spelled.text() : value.toString();
    }
}
