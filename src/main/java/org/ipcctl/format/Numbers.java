package org.ipcctl.format;

import java.math.BigDecimal;

/** Decimal numbers as text without digits that nobody measured. */
final class Numbers {
    private static final double LONG_BEHIND_THE_POINT = 1e-7;
    private static final double LONG_BEFORE_THE_POINT = 1e21;

    private Numbers() {
    }

    /**
     * The shortest decimal text that reads back as the same double: plain digits, unless that takes a row of zeros as long
     * as nobody counts (the bounds are those of JavaScript).
     */
    static String shortest(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        double size = Math.abs(number);
        if (size >= LONG_BEFORE_THE_POINT || size < LONG_BEHIND_THE_POINT) {
            // Zero is no small number, and BigDecimal would lose the sign of -0.0.
            return Double.toString(number);
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.endsWith(".0") && Math.abs(number) >= 1e7 ? plain.substring(0, plain.length() - 2) : plain;
    }
}
