package org.ipcctl.format;

import java.math.BigDecimal;

/** Decimal numbers as text without exponents and without digits that nobody measured. */
final class Numbers {
    private Numbers() {
    }

    /** The shortest plain decimal text that reads back as the same double. */
    static String shortest(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.endsWith(".0") && Math.abs(number) >= 1e7 ? plain.substring(0, plain.length() - 2) : plain;
    }
}
