package org.ipcctl.layout;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An integer of C after its promotion: its value, and its type, which is an {@code int} or {@code unsigned} of 32
 * bits, or a {@code long} or {@code unsigned long} of 64. What is done to two of different types is done in a common
 * one, as C has it: {@code -1 < 1u} is false.
 */
record CInteger(BigInteger value, int width, boolean isUnsigned) {
    static final int INT = 32;
    static final int LONG = 64;
    static final CInteger ZERO = new CInteger(BigInteger.ZERO, INT, false);
    static final CInteger ONE = new CInteger(BigInteger.ONE, INT, false);

    private static final Pattern LITERAL = Pattern.compile("(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)"
            + "([uU]?)(l|L|ll|LL|)([uU]?)");

    static CInteger ofInt(int value) {
        return new CInteger(BigInteger.valueOf(value), INT, false);
    }

    static CInteger size(int bytes) {
        return new CInteger(BigInteger.valueOf(bytes), LONG, true);
    }

    /**
     * A number as it is written, or null where it is none, or larger than an {@code unsigned long}.
     *
     * @param narrowest the bits that it has at least
     */
    static CInteger parse(String text, int narrowest) {
        Matcher form = LITERAL.matcher(text);
        if (!form.matches() || !form.group(2).isEmpty() && !form.group(4).isEmpty()) {
            return null;
        }
        String digits = form.group(1);
        boolean isDecimal = digits.charAt(0) != '0';
        BigInteger value = isDecimal ? new BigInteger(digits) : switch (digits.length() > 1 ? digits.charAt(1) : '0') {
            case 'x', 'X' -> new BigInteger(digits.substring(2), 16);
            case 'b', 'B' -> new BigInteger(digits.substring(2), 2);
            default -> new BigInteger(digits, 8);
        };
        boolean isUnsigned = !form.group(2).isEmpty() || !form.group(4).isEmpty();
        // The first of these that it fits into; a decimal number without a U is never unsigned.
        for (int width = form.group(3).isEmpty() ? narrowest : LONG; width <= LONG; width *= 2) {
            if (!isUnsigned && value.bitLength() < width) {
                return new CInteger(value, width, false);
            } else if ((isUnsigned || !isDecimal) && value.bitLength() <= width) {
                return new CInteger(value, width, true);
            }
        }
        return null;
    }

    boolean isTrue() {
        return value.signum() != 0;
    }

    /** The same value in another type; one that does not fit loses its high bits. */
    CInteger as(int bits, boolean unsigned) {
        BigInteger low = value.mod(BigInteger.ONE.shiftLeft(bits));
        return new CInteger(!unsigned && low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low,
                bits,
                unsigned);
    }

    /** As {@code (type)} before it, or null where that is no type of integers. */
    CInteger cast(Scalar type) {
        return switch (type) {
            case BOOL -> isTrue() ? ONE : ZERO;
            case CHAR -> cast(Platform.CHARACTER);
            case I8, I16, U8, U16 -> as(8 * type.size(), type.isUnsigned()).promoted();
            case I32, U32, I64, U64 -> as(8 * type.size(), type.isUnsigned());
            default -> null;
        };
    }

    private CInteger promoted() {
        return new CInteger(value, INT, false);
    }

    /** In the type that both have in an operation. */
    CInteger with(CInteger other) {
        int bits = Math.max(width, other.width);
        return as(bits, isUnsigned && width == bits || other.isUnsigned && other.width == bits);
    }

    CInteger negated() {
        return result(value.negate());
    }

    CInteger inverted() {
        return result(value.not());
    }

    /** @throws ArithmeticException where C has no value for it, with a clause that says so */
    CInteger apply(String operator, CInteger by) {
        if (operator.equals("<<") || operator.equals(">>")) {
            return shifted(operator, by.value);
        }
        CInteger a = with(by);
        BigInteger b = by.with(this).value;
        int order = a.value.compareTo(b);
        return switch (operator) {
            case "|" -> a.result(a.value.or(b));
            case "^" -> a.result(a.value.xor(b));
            case "&" -> a.result(a.value.and(b));
            case "==" -> truth(order == 0);
            case "!=" -> truth(order != 0);
            case "<" -> truth(order < 0);
            case ">" -> truth(order > 0);
            case "<=" -> truth(order <= 0);
            case ">=" -> truth(order >= 0);
            case "+" -> a.result(a.value.add(b));
            case "-" -> a.result(a.value.subtract(b));
            case "*" -> a.result(a.value.multiply(b));
            case "/" -> a.result(a.value.divide(divisor(b)));
            case "%" -> a.result(a.value.remainder(divisor(b)));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigInteger divisor(BigInteger by) {
        if (by.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        return by;
    }

    private CInteger shifted(String operator, BigInteger by) {
        if (by.signum() < 0 || by.compareTo(BigInteger.valueOf(width)) >= 0) {
            throw new ArithmeticException("cannot shift a " + width + "-bit number by " + by);
        } else if (operator.equals(">>")) {
            return result(value.shiftRight(by.intValue()));
        }
        BigInteger shifted = value.shiftLeft(by.intValue());
        // Compilers take 1 << 31 for the negative number that has this bit.
        return shifted.signum() > 0 && shifted.bitLength() == width
                ? new CInteger(shifted, width, isUnsigned).as(width, isUnsigned) : result(shifted);
    }

    /** What is unsigned goes on from 0; what has a sign and does not fit is an error of whoever wrote it. */
    private CInteger result(BigInteger exact) {
        if (!isUnsigned && exact.bitLength() >= width) {
            throw new ArithmeticException(
                    width == INT ? "this overflows a 32-bit int; to compute in 64 bits, append L to "
                            + "a number, as in 1L" : "this overflows a 64-bit long");
        }
        return new CInteger(exact, width, isUnsigned).as(width, isUnsigned);
    }

    static CInteger truth(boolean holds) {
        return holds ? ONE : ZERO;
    }
}
