package org.ipcctl.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal numbers as text without digits that nobody measured. */
final class Numbers {
    private static final double LONG_BEHIND_THE_POINT = 1e-7;
    private static final double LONG_BEFORE_THE_POINT = 1e21;
    /** As many decimal digits as every double keeps. */
    private static final int SURE_DIGITS = 15;

    private Numbers() {}

    /**
     * The shortest decimal text that reads back as the same double: plain digits, or with an exponent where those would
     * be a long row of zeros (the bounds are those of JavaScript).
     */
    static String shortest(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
            return Double.toString(number);
        }
        BigDecimal digits = digits(number);
        double size = Math.abs(number);
        if (size >= LONG_BEFORE_THE_POINT || size < LONG_BEHIND_THE_POINT) {
            return scientific(digits.stripTrailingZeros());
        }
        String plain = digits.toPlainString();
        if (size >= 1e7) {
            return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
        }
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /**
     * With so many digits behind the point, rounded half up: as {@code %.2f}, without what Formatter loads at its first
     * use.
     */
    static String fixed(double number, int digits) {
        return Double.isNaN(number) || Double.isInfinite(number)
                ? Double.toString(number)
                : BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** JDKs before 19 print a digit too many now and then: 8.409999999999999E21 for 8.41E21. */
    private static BigDecimal digits(double number) {
        BigDecimal digits = new BigDecimal(Double.toString(number));
        for (int precision = SURE_DIGITS; precision < digits.precision(); precision++) {
            BigDecimal fewer = new BigDecimal(number).round(new MathContext(precision));
            if (fewer.doubleValue() == number) {
                return fewer.stripTrailingZeros();
            }
        }
        return digits;
    }

    private static String scientific(BigDecimal digits) {
        String unscaled = digits.unscaledValue().abs().toString();
        String fraction = unscaled.length() > 1 ? unscaled.substring(1) : "0";
        return (digits.signum() < 0 ? "-" : "") + unscaled.charAt(0) + "." + fraction + "E"
                + (digits.precision() - digits.scale() - 1);
    }
}
