package org.ipcctl.layout;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipcctl.kernel.OsString;

/** From a value as somebody writes it to the bytes of its type. */
final class Literal {
    private static final Pattern INTEGER = Pattern
            .compile("([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern HEXADECIMAL = Pattern
            .compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)([pP][+-]?\\d{1,9})?");
    private static final Pattern NAMED = Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 400;

    private Literal() {}

    /**
     * The bytes of {@code text} as {@code type}, as many as the type has.
     *
     * @throws IllegalArgumentException with a clause that goes on from the field's name:
     * {@code is u8: 300 is outside 0 to 255}
     */
    static byte[] bytes(CType.Primitive type, String text) {
        try {
            return switch (type.scalar()) {
                case CHAR -> text(type, text);
                case BYTES -> hexadecimal(type, text);
                case BOOL -> new byte[] {truth(text)};
                case F32 -> type.bytes(Float.floatToRawIntBits(float32(text)));
                case F64 -> type.bytes(Double.doubleToRawLongBits(float64(text)));
                default -> type.bytes(integer(type, text));
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is " + type.text() + ": " + e.getMessage());
        }
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "nothing" : "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    }

    private static long integer(CType.Primitive type, String text) {
        Matcher form = INTEGER.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            boolean zeros = text.matches("[+-]?0\\d+");
            throw new IllegalArgumentException(
                    zeros ? "'" + text + "' begins with 0 and is not an octal number; leave the 0 out"
                            : quoted(text) + " is not a whole number");
        }
        BigInteger number = magnitude(form.group(2));
        number = form.group(1).equals("-") ? number.negate() : number;
        int bits = 8 * type.scalar().size();
        BigInteger range = BigInteger.ONE.shiftLeft(type.scalar().isUnsigned() ? bits : bits - 1);
        BigInteger low = type.scalar().isUnsigned() ? BigInteger.ZERO : range.negate();
        if (number.compareTo(low) < 0 || number.compareTo(range) >= 0) {
            throw new IllegalArgumentException(
                    quoted(text).replace("'", "") + " is outside " + low + " to " + range.subtract(BigInteger.ONE));
        }
        return number.longValue();
    }

    private static BigInteger magnitude(String digits) {
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return new BigInteger(lower.substring(2), 16);
        } else if (lower.startsWith("0b")) {
            return new BigInteger(lower.substring(2), 2);
        } else if (lower.startsWith("0o")) {
            return new BigInteger(lower.substring(2), 8);
        }
        return new BigInteger(lower, lower.length() > 1 && lower.charAt(0) == '0' ? 8 : 10);
    }

    private static float float32(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            return (float) named(named);
        }
        float number = Float.parseFloat(number(text));
        if (Float.isInfinite(number)) {
            throw new IllegalArgumentException(
                    quoted(text).replace("'", "") + " is beyond " + Float.MAX_VALUE + "; write inf for infinity");
        }
        return number;
    }

    private static double float64(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            return named(named);
        }
        double number = Double.parseDouble(number(text));
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException(
                    quoted(text).replace("'", "") + " is beyond " + Double.MAX_VALUE + "; write inf for infinity");
        }
        return number;
    }

    private static double named(Matcher named) {
        if (named.group(2).equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        return named.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The number as Java reads it, whose hexadecimal ones must have an exponent. */
    private static String number(String text) {
        if (text.length() <= LONGEST && DECIMAL.matcher(text).matches()) {
            return text;
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (text.length() > LONGEST || !hexadecimal.matches()) {
            throw new IllegalArgumentException(quoted(text) + " is not a number");
        }
        return hexadecimal.group(2) == null ? text + "p0" : text;
    }

    private static byte truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> 1;
            case "false", "no", "0" -> 0;
            default -> throw new IllegalArgumentException(quoted(text) + " is neither true nor false");
        };
    }

    private static byte[] text(CType.Primitive type, String text) {
        byte[] given = OsString.encode(text);
        if (given.length > type.length()) {
            throw new IllegalArgumentException(quoted(text) + " has " + given.length + " bytes");
        }
        return java.util.Arrays.copyOf(given, type.length());
    }

    private static byte[] hexadecimal(CType.Primitive type, String text) {
        String digits = text.replaceFirst("^0[xX]", "");
        if (digits.length() % 2 != 0 || !digits.matches("[0-9a-fA-F]*")) {
            throw new IllegalArgumentException(quoted(text) + " is not written with two hexadecimal digits per byte");
        } else if (digits.length() / 2 != type.length()) {
            throw new IllegalArgumentException(quoted(text) + " has " + digits.length() / 2 + " bytes");
        }
        return java.util.HexFormat.of().parseHex(digits);
    }
}
