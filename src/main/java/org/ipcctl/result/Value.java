package org.ipcctl.result;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One typed value: what a {@link Column} reads from a record. Numbers carry the unit that their column's id names. */
public sealed interface Value {
    /** A value that nobody knows or that does not apply: {@code null} in JSON, {@code -} in a table, never 0. */
    Value MISSING = new Missing();

    record Text(String text) implements Value {
    }

    /** A name as it is typed, escapes in it included: no format adds a second layer of them. */
    record Spelled(String text) implements Value {
    }

    /** A whole number; beyond the range of long where {@code wide} is not null (an unsigned 64-bit field, say). */
    record Int(long number, BigInteger wide) implements Value {
        @Override
        public String toString() {
            return wide != null ? wide.toString() : Long.toString(number);
        }
    }

    record Decimal(double number) implements Value {
    }

    record Time(Instant instant) implements Value {
    }

    /** The twelve permission bits. */
    record Mode(int bits) implements Value {
    }

    record Bool(boolean truth) implements Value {
    }

    /** The array is not copied; nobody changes it after handing it over. Each format writes as text what it can. */
    record Bytes(byte[] bytes) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** How a format writes {@link Bytes}, by what they are: as text, or in Base64. */
    record Encoding(boolean isUtf8, boolean hasZero) implements Value {
    }

    /** Several values of one kind, as an array has them. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Values with names, in their order, where a column holds a whole object. */
    record Members(Map<String, Value> members) implements Value {
    }

    record Missing() implements Value {
    }

    static Value of(String text) {
        return text == null ? MISSING : new Text(text);
    }

    static Value spelled(String text) {
        return text == null ? MISSING : new Spelled(text);
    }

    static Value of(long number) {
        return new Int(number, null);
    }

    /** Of a number that may not be known. */
    static Value of(Long number) {
        return number == null ? MISSING : of(number.longValue());
    }

    static Value of(BigInteger number) {
        return number.bitLength() < Long.SIZE ? of(number.longValue()) : new Int(number.longValue(), number);
    }

    static Value of(double number) {
        return new Decimal(number);
    }

    static Value of(Instant instant) {
        return instant == null ? MISSING : new Time(instant);
    }

    static Value of(boolean truth) {
        return new Bool(truth);
    }

    static Value of(byte[] bytes) {
        return bytes == null ? MISSING : new Bytes(bytes);
    }

    static Value mode(int permissions) {
        return new Mode(permissions & 07777);
    }
}
