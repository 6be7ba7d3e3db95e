package org.ipcctl.cli.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as coreutils writes them: {@code 4096}, {@code 64K}, {@code 1MiB} are powers of 1024, {@code kB}, {@code MB} of
 * 1000.
 */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,15}");
    private static final Map<String, Integer> POWERS = Map.of("K", 1, "M", 2, "G", 3, "T", 4, "P", 5, "E", 6);

    private Sizes() {}

    /**
     * The bytes that {@code text} stands for.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("is not a size; write it as 4096, 64K, 1MiB or 2MB");
        }
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(new BigDecimal(unit(form.group(2))));
        try {
            return bytes.toBigIntegerExact().longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                    ? "is more than 8 EiB - 1" : "is not a whole number of bytes");
        }
    }

    /** As {@link #parse}, or hexadecimal behind {@code 0x}. */
    public static long parseOffset(String text) {
        return HEXADECIMAL.matcher(text).matches() ? Long.parseLong(text.substring(2), 16) : parse(text);
    }

    private static BigInteger unit(String suffix) {
        if (suffix.isEmpty() || suffix.equals("B")) {
            return BigInteger.ONE;
        }
        Integer power = POWERS.get(suffix.substring(0, 1).toUpperCase(Locale.ROOT));
        String rest = suffix.substring(1);
        if (power == null || !(rest.isEmpty() || rest.equals("iB") || rest.equals("B"))) {
            throw new IllegalArgumentException(
                    "has the unknown unit '" + suffix + "'; known are K, M, G, T, P, E, KiB, kB and so on");
        }
        return BigInteger.valueOf(rest.equals("B") ? 1000 : 1024).pow(power);
    }
}
